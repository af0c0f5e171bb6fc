"""Small changes to a solution, each of which makes another program: the check has to notice."""

import ast
import copy
from collections.abc import Iterator

SWAPPED = {
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.And: ast.Or,
    ast.Or: ast.And,
    ast.BitAnd: ast.BitOr,
    ast.BitOr: ast.BitAnd,
}


def mutants(code: str) -> Iterator[tuple[str, str]]:
    """Every mutant of `code` with a word on what was changed; the last displayed line is left."""
    tree = ast.parse(code)
    if tree.body and isinstance(tree.body[-1], ast.Expr):
        tree.body.pop()
    places = list(enumerate(ast.walk(tree)))
    for place, node in places:
        for number in range(len(_changes(node))):
            changed = copy.deepcopy(tree)
            twin = next(n for i, n in enumerate(ast.walk(changed)) if i == place)
            before = ast.unparse(twin)
            replacement = _changes(twin)[number]()
            if replacement is not None:
                _replace(changed, twin, replacement)
            ast.fix_missing_locations(changed)
            if (made := ast.unparse(changed)) != ast.unparse(tree):
                line = getattr(node, "lineno", 0)
                after = ast.unparse(replacement if replacement is not None else twin)
                yield f"line {line}: {before} → {after}", made


def _changes(node: ast.AST) -> list:
    """The changes that can be made to a node: each edits it, or returns what takes its place."""
    changes = []
    if isinstance(node, ast.Compare):
        for number, operator in enumerate(node.ops):
            if type(operator) in SWAPPED:
                changes.append(lambda number=number: _swap_comparison(node, number))
    if isinstance(node, ast.BinOp | ast.BoolOp) and type(node.op) in SWAPPED:
        changes.append(lambda: _swap_operator(node))
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not | ast.Invert):
        changes.append(lambda: node.operand)
    if isinstance(node, ast.Constant) and node.value is not ...:
        changes.append(lambda: _change_constant(node))
    if isinstance(node, ast.Call):
        if isinstance(node.func, ast.Attribute):  # x.lower() → x
            changes.append(lambda: node.func.value)
        elif len(node.args) == 1:  # sorted(x) → x
            changes.append(lambda: node.args[0])
    if isinstance(node, ast.Assign | ast.AugAssign) and not _is_placeholder(node):
        changes.append(lambda: ast.Pass())
    if isinstance(node, ast.If):
        changes.append(lambda: _negate(node))
    return changes


def _is_placeholder(node: ast.AST) -> bool:
    return isinstance(node.value, ast.Constant) and node.value.value is ...


def _swap_comparison(node: ast.Compare, number: int) -> None:
    node.ops[number] = SWAPPED[type(node.ops[number])]()


def _swap_operator(node: ast.BinOp | ast.BoolOp) -> None:
    node.op = SWAPPED[type(node.op)]()


def _change_constant(node: ast.Constant) -> None:
    if isinstance(node.value, bool):
        node.value = not node.value
    elif isinstance(node.value, int | float):
        node.value = node.value + 1
    elif isinstance(node.value, str):
        node.value = node.value + "x"


def _negate(node: ast.If) -> None:
    node.test = ast.UnaryOp(ast.Not(), node.test)


def _replace(tree: ast.AST, old: ast.AST, new: ast.AST) -> None:
    for parent in ast.walk(tree):
        for field, value in ast.iter_fields(parent):
            if value is old:
                setattr(parent, field, new)
            elif isinstance(value, list) and any(item is old for item in value):
                value[[item is old for item in value].index(True)] = new
