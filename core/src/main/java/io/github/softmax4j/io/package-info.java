/** Bytes of a model: version, checksum. Knows nothing of training. */
package io.github.softmax4j.io;
