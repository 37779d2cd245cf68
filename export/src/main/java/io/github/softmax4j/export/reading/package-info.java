/** What files of other libraries say of a model: a reader for each kind, and what they share. Internal. */
package io.github.softmax4j.export.reading;
