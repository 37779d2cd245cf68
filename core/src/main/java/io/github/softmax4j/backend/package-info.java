/** What runs underneath: the name, the device and the native build of the ND4J backend on the class path. */
package io.github.softmax4j.backend;
