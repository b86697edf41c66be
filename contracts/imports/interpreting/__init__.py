"""From the cells of a row to what its source says: parsed, with every name resolved."""

from contracts.imports.interpreting.interpreter import Interpreter

__all__ = ["Interpreter"]
