"""Makes the models of this folder: pip install onnx scikit-learn skl2onnx numpy, then run it here."""

import numpy as np
import onnx
from onnx import TensorProto as T
from onnx import helper as h
from onnx import numpy_helper as nh
from skl2onnx import convert_sklearn
from skl2onnx.common.data_types import FloatTensorType, StringTensorType
from sklearn.compose import ColumnTransformer
from sklearn.linear_model import LinearRegression, LogisticRegression
from sklearn.multioutput import MultiOutputClassifier
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder

value = h.make_tensor_value_info
ROWS = ["n"]


def save(name, nodes, inputs, outputs, weights=(), opset=21, **options):
    graph = h.make_graph(nodes, name, inputs, outputs, list(weights))
    model = h.make_model(graph, opset_imports=[h.make_opsetid("", opset)], ir_version=10)
    onnx.save(model, f"{name}.onnx", **options)


def same(name, kind, op="Identity"):
    save(name, [h.make_node(op, ["x"], ["y"])], [value("x", kind, ROWS)], [value("y", kind, ROWS)])


def sklearn(name, model, kind=FloatTensorType, **options):
    inputs = [("x", kind([None, 2]))]
    onnx.save(convert_sklearn(model, initial_types=inputs, options={id(model): options}), f"{name}.onnx")


random = np.random.default_rng(0)
X = random.normal(size=(200, 2)).astype(np.float32)
y = (X.sum(axis=1) > 0).astype(int)
names = np.where(y == 1, "good", "bad")

# As sklearn's converter writes them: a label, and a sequence of maps.
sklearn("zipmap", LogisticRegression().fit(X, y))
sklearn("zipmap-strings", LogisticRegression().fit(X, names))
sklearn("tensors", LogisticRegression().fit(X, names), zipmap=False)
sklearn("columns", LogisticRegression().fit(X, y), zipmap="columns")
sklearn("regressor", LinearRegression().fit(X, X.sum(axis=1)))
both = MultiOutputClassifier(LogisticRegression()).fit(X, np.stack([y, 1 - y], axis=1))
sklearn("two-labels", both, zipmap=False)
words = np.array([["red", "big"], ["blue", "small"]] * 20)
coded = make_pipeline(ColumnTransformer([("words", OneHotEncoder(), [0, 1])]), LinearRegression())
sklearn("words", coded.fit(words, np.arange(40) % 2), kind=StringTensorType)

# Outputs and inputs that are no tensors.
x = value("x", T.FLOAT, ROWS)
pair = h.make_node("SequenceConstruct", ["x", "x"], ["pair"])
pair_value = h.make_tensor_sequence_value_info("pair", T.FLOAT, ROWS)
save("sequence", [h.make_node("Identity", ["x"], ["y"]), pair], [x], [value("y", T.FLOAT, ROWS), pair_value])
save("sequence-alone", [pair], [x], [pair_value])
length = h.make_node("SequenceLength", ["pair"], ["y"])
save("sequence-input", [length], [pair_value], [value("y", T.INT64, [])])
maybe = h.make_optional_type_proto(h.make_tensor_type_proto(T.FLOAT, ROWS))
save(
    "optional",
    [h.make_node("Identity", ["x"], ["y"]), h.make_node("Optional", ["x"], ["maybe"])],
    [x],
    [value("y", T.FLOAT, ROWS), h.make_value_info("maybe", maybe)],
)

# Weights in other files.
eye = lambda name: nh.from_array(np.eye(8, dtype=np.float32) * 2, name)
matrix = lambda name: value(name, T.FLOAT, ["n", 8])
multiply = h.make_node("MatMul", ["x", "w"], ["y"])
external = {"save_as_external_data": True, "size_threshold": 0}
save("external", [multiply], [matrix("x")], [matrix("y")], [eye("w")], location="external.onnx.data", **external)
twice = [h.make_node("MatMul", ["x", "first.bin"], ["z"]), h.make_node("MatMul", ["z", "second.bin"], ["y"])]
one_each = {**external, "all_tensors_to_one_file": False}
save("external-two", twice, [matrix("x")], [matrix("y")], [eye("first.bin"), eye("second.bin")], **one_each)

# One for each type.
for kind in "FLOAT16 FLOAT DOUBLE INT8 INT16 INT32 INT64 UINT8 UINT16 UINT32 UINT64 STRING".split():
    same(f"type-{h.tensor_dtype_to_np_dtype(getattr(T, kind)).name if kind != 'STRING' else 'string'}", getattr(T, kind))
same("type-bool", T.BOOL, op="Not")
# Types that ONNX Runtime Web does not read.
for kind in "INT4 UINT4".split():
    casts = [h.make_node("Cast", ["x"], ["z"], to=T.FLOAT), h.make_node("Cast", ["z"], ["y"], to=getattr(T, kind))]
    save(f"type-{kind.lower()}", casts, [value("x", getattr(T, kind), ROWS)], [value("y", getattr(T, kind), ROWS)])
half = nh.from_array(np.array([2], np.float16), "k")
save("half", [h.make_node("Mul", ["x", "k"], ["y"])], [value("x", T.FLOAT16, ROWS)], [value("y", T.FLOAT16, ROWS)], [half])
save("scalar", [h.make_node("ReduceSum", ["x"], ["y"], keepdims=0)], [x], [value("y", T.FLOAT, [])])
