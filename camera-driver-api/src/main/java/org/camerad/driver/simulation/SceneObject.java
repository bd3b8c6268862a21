package org.camerad.driver.simulation;

/**
 * A true object in one picture of the scene. Its box is the smallest one around what is
 * drawn of the object, cut to the part of the picture that shows the scene. Immutable.
 *
 * @param id identifies the object while it is in the scene; another visit of the same
 * actor has another one
 * @param name the name of the actor
 * @param type {@code person}, {@code car}, {@code ball} or {@code crate}
 * @param left the first column of the box in pixels
 * @param top the first row of the box
 * @param right the column after the box
 * @param bottom the row after the box
 * @param visible the share of the object that the picture shows, above 0, at most 1: the
 * edges of the picture and other objects hide the rest
 */
public record SceneObject(long id, String name, String type, int left, int top, int right, int bottom, double visible) {
}
