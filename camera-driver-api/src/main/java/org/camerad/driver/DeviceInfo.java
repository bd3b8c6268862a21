package org.camerad.driver;

/**
 * What a camera is (contract 3.3, 3.17).
 *
 * @param model the maker's name of the model
 * @param kernel kernel version
 * @param fileSystem version of the root file system or firmware
 * @param serialNumber the product's serial number, unique per camera
 */
public record DeviceInfo(String model, String kernel, String fileSystem, String serialNumber) {
}
