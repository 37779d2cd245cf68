/**
 * Messages of Protocol Buffers, written and read without a library and without a schema: whoever writes or reads them
 * knows their fields by number. Internal.
 */
package io.github.softmax4j.export.protobuf;
