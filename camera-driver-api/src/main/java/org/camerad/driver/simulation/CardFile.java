package org.camerad.driver.simulation;

/**
 * A file on the memory card.
 *
 * @param name its name
 * @param size its length in bytes
 */
public record CardFile(String name, long size) {
}
