/** Internal: what files of other libraries say of a model, one reader for each kind of file. */
package io.github.softmax4j.export.reading;
