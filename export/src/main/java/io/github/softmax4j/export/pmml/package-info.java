/** A model as a regression of PMML, and pmml4s where it is there to read it. Internal. */
package io.github.softmax4j.export.pmml;
