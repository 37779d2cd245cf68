/**
 * Models as files of ONNX (onnx.ai): opset 13 and version 2 of {@code ai.onnx.ml}, which all of ONNX Runtime from 1.8
 * on takes, and the web's. The files are written without a library, and read back by ONNX Runtime where the class path
 * has it. Internal.
 */
package io.github.softmax4j.export.onnx;
