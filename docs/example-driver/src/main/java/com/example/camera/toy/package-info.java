/** An example of a driver: a camera that draws a test card. */
@NullMarked
package com.example.camera.toy;

import org.jspecify.annotations.NullMarked;
