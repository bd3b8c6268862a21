package com.example.lamp;

/**
 * The settings of the lamp.
 *
 * @param enabled whether it is on
 * @param level 1 to 10
 */
public record Lamp(boolean enabled, int level) {
}
