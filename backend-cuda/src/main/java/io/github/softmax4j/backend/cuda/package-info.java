/** ND4J on NVIDIA GPUs: whether it can run on those of this machine, and why not. */
package io.github.softmax4j.backend.cuda;
