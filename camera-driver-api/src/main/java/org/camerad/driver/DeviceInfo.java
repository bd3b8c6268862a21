package org.camerad.driver;

/**
 * The identity of a camera (contract 3.3, 3.17).
 *
 * @param model the vendor's name of the model
 * @param kernel the kernel version
 * @param fileSystem the version of the root file system or firmware
 * @param serialNumber the serial number, unique for each camera
 */
public record DeviceInfo(String model, String kernel, String fileSystem, String serialNumber) {
}
