/**
 * The service-provider interface behind which one kind of camera hardware lies: how a
 * driver is found and opened, the parts a camera may have, and the settings they take.
 */
@NullMarked
package org.camerad.driver;

import org.jspecify.annotations.NullMarked;
