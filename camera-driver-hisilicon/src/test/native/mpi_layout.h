/*
 * The vendor's structures as the fake libraries see them, declared independently of the bridge's offsets. Sizes are
 * those of the SDK's headers on 32-bit ARM EABI (hardware facts 2.4). Structures that the bridge does not use have
 * only the members that the facts name.
 */
#ifndef FAKE_MPI_LAYOUT_H
#define FAKE_MPI_LAYOUT_H

#include <assert.h>
#include <stddef.h>
#include <stdint.h>

typedef int32_t s32;
typedef uint32_t u32;
typedef uint16_t u16;
typedef uint8_t u8;
typedef uint64_t u64 __attribute__((aligned(8)));

#define ISO 16

struct sharpen_manual {
	u8 luma[32];
	u16 texture[32], edge[32], texture_frequency, edge_frequency;
	u8 over, under, suppress, suppress_adjust, detail, detail_threshold, filter, filter_cap, red, green, blue, skin;
	u16 gain_max;
	u8 weak_detail;
};

struct sharpen_auto {
	u8 luma[32][ISO];
	u16 texture[32][ISO], edge[32][ISO], texture_frequency[ISO], edge_frequency[ISO];
	u8 over[ISO], under[ISO], suppress[ISO], suppress_adjust[ISO], detail[ISO], detail_threshold[ISO], filter[ISO],
	    filter_cap[ISO], red[ISO], green[ISO], blue[ISO], skin[ISO];
	u16 gain_max[ISO];
	u8 weak_detail[ISO];
};

struct sharpen {
	u32 enable;
	u8 skin[4];
	u32 mode;
	struct sharpen_manual manual;
	struct sharpen_auto automatic;
};
static_assert(sizeof(struct sharpen) == 3056, "ISP_SHARPEN_ATTR_S");
static_assert(offsetof(struct sharpen, mode) == 8 && offsetof(struct sharpen, manual) == 12, "ISP_SHARPEN_ATTR_S");
static_assert(sizeof(struct sharpen_manual) == 180 && offsetof(struct sharpen, automatic) == 192, "sharpen manual");

struct saturation {
	u32 mode;
	u8 manual, automatic[ISO];
};
static_assert(sizeof(struct saturation) == 24, "ISP_SATURATION_ATTR_S");

struct exposure_auto {
	u32 ranges[10], gain_threshold;
	u8 speed;
	u16 black_bias;
	u8 tolerance, compensation;
	u16 bias;
	u32 strategy;
	u16 slope;
	u8 offset;
	u32 mode, antiflicker[3], subflicker[2];
	u16 delay[2];
	u32 manual_value, value, wdr_mode, wdr_quick;
	u16 iso;
};

struct exposure {
	u32 bypass, mode;
	u8 interval;
	u32 histogram, route;
	u32 manual[8];
	struct exposure_auto automatic;
	u32 prior_frame, separate_gain;
	/* v4a has one more. */
	u32 advanced;
};
#define EXPOSURE_V4 offsetof(struct exposure, advanced)
static_assert(EXPOSURE_V4 == 168 && sizeof(struct exposure) == 172, "ISP_EXPOSURE_ATTR_S");
static_assert(offsetof(struct exposure, automatic.compensation) == 101, "u8Compensation");

/* The structures that the bridge must never touch, for the sizes that its protocol page quotes. */
struct venc_attr {
	u32 type, max_width, max_height, buffer, profile, by_frame, width, height, codec[7];
};
struct venc_rc {
	u32 mode, words[9];
};
struct venc_gop {
	u32 mode, words[3];
};
struct venc_channel {
	struct venc_attr attr;
	struct venc_rc rc;
	struct venc_gop gop;
};
static_assert(sizeof(struct venc_attr) == 60 && sizeof(struct venc_rc) == 40 && sizeof(struct venc_gop) == 16, "VENC");
static_assert(sizeof(struct venc_channel) == 116, "VENC_CHN_ATTR_S");

struct venc_status {
	u32 left_pictures, left_bytes, left_frames, packs, left_received, left_encoded, snapshot_end, reserved, stream[14];
};
static_assert(sizeof(struct venc_status) == 88, "VENC_CHN_STATUS_S");

struct venc_receive {
	s32 pictures;
};
struct venc_jpeg {
	u32 quality;
	u8 luma[64], blue[64], red[64];
	u32 mcu_per_ecs;
};
struct venc_parameter {
	u32 grey, priority, streams, wake_up, crop[5], frame_rate[2];
};
static_assert(sizeof(struct venc_receive) == 4 && sizeof(struct venc_jpeg) == 200, "VENC");
static_assert(sizeof(struct venc_parameter) == 44, "VENC_CHN_PARAM_S");

struct isp_csc {
	u32 enable, gamut;
	u8 hue, luma, contrast, saturation;
	u32 limited, external, mode;
	int16_t matrix[15];
};
struct isp_public {
	u32 window[4], size[2];
	float frame_rate;
	u32 bayer, wdr;
	u8 mode;
};
struct isp_white_balance {
	u32 words[325];
};
static_assert(sizeof(struct isp_csc) == 56 && offsetof(struct isp_csc, matrix) == 24, "ISP_CSC_ATTR_S");
static_assert(sizeof(struct isp_public) == 40 && sizeof(struct isp_white_balance) == 1300, "ISP");

struct vpss_channel {
	u32 mode, width, height, video, pixel, range, compress, rate[2], mirror, flip, depth, aspect[6];
};
struct vpss_group {
	u32 width, height, pixel, range, rate[2], noise, noise_attr[3];
};
static_assert(sizeof(struct vpss_channel) == 72 && offsetof(struct vpss_channel, mirror) == 36, "VPSS_CHN_ATTR_S");
static_assert(sizeof(struct vpss_group) == 40, "VPSS_GRP_ATTR_S");

struct vb_pool {
	u64 block;
	u32 count, remap;
	char name[16];
};
struct vb_config {
	u32 pools;
	struct vb_pool pool[16];
};
static_assert(sizeof(struct vb_pool) == 32 && sizeof(struct vb_config) == 520, "VB_CONFIG_S");

struct version {
	char text[64];
};
struct unique_id {
	u32 words[6];
};
struct sizes_only {
	u32 aio[10], audio_frame[14], aec_frame[16], aenc[4], audio_stream[10], video_frame[84], md[9], ive_image[18],
	    ive_blob[763], vi_channel[11], vi_pipe[17];
};
static_assert(sizeof(struct version) == 64 && sizeof(struct unique_id) == 24, "SYS");
static_assert(sizeof(struct sizes_only) == 40 + 56 + 64 + 16 + 40 + 336 + 36 + 72 + 3052 + 44 + 68, "the others of 2.4");

#if __SIZEOF_POINTER__ == 4
/* These have pointers, so only a 32-bit compiler can check their sizes. */
struct venc_pack {
	u64 physical;
	void *address;
	u32 length;
	u64 pts;
	u32 end, type, offset, count, info[8][3];
};
struct venc_stream {
	struct venc_pack *packs;
	u32 count, sequence, info[15], advanced[78];
};
static_assert(sizeof(struct venc_pack) == 136 && offsetof(struct venc_pack, info) == 40, "VENC_PACK_S");
static_assert(sizeof(struct venc_stream) == 384 && offsetof(struct venc_stream, advanced) == 72, "VENC_STREAM_S");
#endif

#endif
