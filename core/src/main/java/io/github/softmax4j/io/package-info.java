/** Bytes of a model: version, checksum, atomic write. Knows nothing of training. */
package io.github.softmax4j.io;
