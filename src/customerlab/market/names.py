"""Names of people, streets and firms, from which the market is drawn. None is a real person's.

Family names are weighted by their share of the population in per cent, rounded from the rankings
that China's Ministry of Public Security publishes each year; names that are different characters
but one spelling in pinyin (Xu, Yu, Lu, Jiang …) are added up, and the long tail is left out.
"""

# ruff: noqa: SIM905 (names are easier to read as text than as a list of quoted words)

FAMILY_NAMES = {
    "Wang": 7.5, "Li": 7.4, "Zhang": 6.9, "Liu": 5.3, "Chen": 4.6, "Yang": 3.1, "Huang": 2.3,
    "Zhao": 2.2, "Xu": 2.2, "Zhou": 2.1, "Wu": 2.1, "Sun": 1.5, "He": 1.4, "Zhu": 1.4, "Hu": 1.3,
    "Yu": 1.3, "Gao": 1.2, "Lin": 1.2, "Lu": 1.2, "Jiang": 1.2, "Guo": 1.1, "Ma": 1.1, "Luo": 1.0,
    "Liang": 0.9, "Zheng": 0.9, "Wei": 0.9, "Song": 0.8, "Xie": 0.8, "Tang": 0.8, "Shi": 0.8,
    "Han": 0.7, "Feng": 0.7, "Dong": 0.6, "Xiao": 0.6, "Cheng": 0.6, "Cao": 0.6, "Deng": 0.6,
    "Fu": 0.6, "Yuan": 0.5, "Shen": 0.5, "Zeng": 0.5, "Peng": 0.5, "Ye": 0.5, "Yan": 0.5,
    "Fan": 0.5, "Su": 0.5, "Cai": 0.5, "Jia": 0.4, "Ding": 0.4, "Pan": 0.4, "Du": 0.4, "Tian": 0.4,
    "Tan": 0.4, "Dai": 0.4, "Xia": 0.4, "Zhong": 0.4, "Ren": 0.4, "Fang": 0.4, "Yao": 0.4,
    "Liao": 0.4, "Jin": 0.4, "Qiu": 0.4, "Qin": 0.4, "Zou": 0.3, "Xiong": 0.3, "Bai": 0.3,
    "Cui": 0.3, "Gu": 0.3, "Xue": 0.3, "Hao": 0.3, "Kong": 0.3, "Kang": 0.3, "Hou": 0.3,
    "Meng": 0.3, "Qian": 0.3, "Yin": 0.3, "Mao": 0.2, "Shao": 0.2, "Long": 0.2, "Wan": 0.2,
    "Duan": 0.2, "Lei": 0.2, "Tao": 0.2, "Wen": 0.2, "Mo": 0.2, "Ge": 0.1, "Ouyang": 0.1,
}  # fmt: skip

# Given names have one syllable or two. Brothers, sisters and twins often share the first one.
SINGLE = {
    "m": "Wei Qiang Lei Jun Yong Tao Jie Chao Ming Gang Peng Bin Hui Bo Feng Hao Liang Kai Fei "
    "Long Ning Yu Xin Jian".split(),
    "f": "Fang Na Min Jing Li Yan Juan Xia Ping Hui Ling Ting Dan Xue Mei Ying Qian Lan Hong Yun "
    "Lin Yue Jie Wen".split(),
}
FIRST_SYLLABLE = {
    "m": "Jian Zhi Wen Guo Xiao Jia Hai Jun Ming Yong Zi Hao Yu Tian Shi De Chun Cheng Li Hong Bo "
    "Yi Shao Xin Zhen Rui".split(),
    "f": "Xiao Mei Li Yu Jia Shu Xue Ya Hui Wen Jing Xin Yi Si Zi Hong Chun Qiu Ying Meng Lan Rui "
    "Yue Bai".split(),
}
SECOND_SYLLABLE = {
    "m": "wei jun ming hua feng qiang bin long jie hao peng yang lei tao bo liang hui gang guo xin "
    "cheng yuan an sheng han".split(),
    "f": "ling yan fang hua juan ting na min yun qin ping mei xia li lan hong ying yi jie zhen han "
    "xuan qi rong lin".split(),
}

# Some people go by an English name at work and on the web, and by its short forms.
ENGLISH = {
    "m": {
        "William": ("Will", "Bill"), "Robert": ("Rob", "Bob"), "James": ("Jim",),
        "Michael": ("Mike",), "Richard": ("Rick", "Dick"), "Thomas": ("Tom",),
        "Alexander": ("Alex",), "Benjamin": ("Ben",), "Daniel": ("Dan",), "David": ("Dave",),
        "Edward": ("Ed", "Ted"), "Joseph": ("Joe",), "Matthew": ("Matt",), "Nicholas": ("Nick",),
        "Samuel": ("Sam",), "Steven": ("Steve",), "Andrew": ("Andy", "Drew"),
        "Anthony": ("Tony",), "Christopher": ("Chris",), "Henry": ("Harry",), "Peter": ("Pete",),
        "Kevin": (), "Leo": (), "Jason": (), "Eric": (), "Frank": (), "Simon": (), "Oscar": (),
    },
    "f": {
        "Maria": ("Mia",), "Elizabeth": ("Liz", "Beth"), "Katherine": ("Kate", "Kathy"),
        "Margaret": ("Maggie", "Peggy"), "Jennifer": ("Jenny",), "Susan": ("Sue",),
        "Rebecca": ("Becky",), "Victoria": ("Vicky",), "Samantha": ("Sam",),
        "Patricia": ("Pat", "Trish"), "Christine": ("Chris", "Tina"), "Alexandra": ("Sandra",),
        "Barbara": ("Barb",), "Deborah": ("Debbie",), "Eleanor": ("Nora", "Ellie"),
        "Josephine": ("Josie",), "Isabella": ("Bella",), "Stephanie": ("Steph",),
        "Theresa": ("Terry", "Tess"), "Abigail": ("Abby",), "Cynthia": ("Cindy",),
        "Alice": (), "Grace": (), "Amy": (), "Helen": (), "Ivy": (), "Joyce": (), "Cherry": (),
    },
}  # fmt: skip

# Street names that most Chinese cities have, so that no address belongs to one city.
STREETS = [
    f"{name} {kind}"
    for name, kind in zip(
        "Zhongshan Renmin Jiefang Jianshe Heping Xinhua Wenhua Beijing Nanjing Guangming "
        "Changjiang Huanghe Dongfeng Hongqi Minzhu Qingnian Tuanjie Xiangyang Yongan Fuxing "
        "Jiankang Meihua Guihua Songbai Yingbin Chaoyang Binjiang Hubin Kaixuan Jinxiu Cuizhu "
        "Lianhua Furong Haitang Taoyuan Liuyuan Shuangqiao Gulou Dongmen Nanmen Ximen Beimen "
        "Wenchang Kuixing Baiyun Qingshan Lvzhou Xueyuan Keji Gongye".split(),
        "Road Road Street Road Avenue Street Lane Road Street Road".split() * 5,
        strict=True,
    )
]

# Firms: an adjective, a noun and a trade, invented.
FIRM_FIRST = (
    "Amber Blue Copper Distant Early Fallow Gentle Hidden Ivory Jade Kindly Linen Mellow Nimble "
    "Orchid Patient Quiet Russet Silver Tidal Upland Velvet Willow Yellow".split()
)
FIRM_SECOND = (
    "Crane Gate Harbour Lantern River Terrace Orchard Bridge Kite Mill Heron Summit".split()
)
TRADES = (
    "Shipping Textiles Logistics Tea Tools Printing Ceramics Insurance Software Foods Optics "
    "Furniture Travel Engineering Pharmacy Design".split()
)
SITES = "North Branch,Harbour Works,Design Office,City Branch,South Works,Service Centre".split(",")
DEPARTMENTS = "Stores,Canteen,Purchasing,Training,Archive,Laboratory".split(",")
