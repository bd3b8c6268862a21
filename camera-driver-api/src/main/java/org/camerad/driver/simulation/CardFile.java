package org.camerad.driver.simulation;

/**
 * A file on the memory card. Immutable.
 *
 * @param name the name of the file
 * @param size the length in bytes
 */
public record CardFile(String name, long size) {
}
