/*
 * A V4L2 camera for a program that has none: preloaded into it, this plays the JPEG files 0.jpg, 1.jpg ... of the folder
 * in CAMERA_PICTURES, ten a second, when the program opens that folder as its device. Only what a capture of MJPEG by
 * memory-mapped buffers needs (kernel documentation, Video for Linux API, "Streaming I/O (Memory Mapping)"); the rest is
 * refused with EINVAL, as drivers do.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/videodev2.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/timerfd.h>
#include <time.h>
#include <unistd.h>

enum { WIDTH = 640, HEIGHT = 480, CAPACITY = 1 << 20, BUFFERS = 8, PICTURES = 64, RATE = 10 };

struct picture {
	size_t length;
	unsigned char *bytes;
};

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static int camera = -1;
static struct picture pictures[PICTURES];
static unsigned picture_count;
static unsigned char *mapped[BUFFERS];
static unsigned queue[BUFFERS];
static unsigned queued;
static uint32_t sequence;

static void load(const char *folder)
{
	char path[4096];
	FILE *file;

	while (picture_count < PICTURES) {
		struct picture *next = &pictures[picture_count];

		snprintf(path, sizeof path, "%s/%u.jpg", folder, picture_count);
		file = fopen(path, "rb");
		if (file == NULL)
			break;
		next->bytes = malloc(CAPACITY);
		next->length = next->bytes == NULL ? 0 : fread(next->bytes, 1, CAPACITY, file);
		fclose(file);
		picture_count++;
	}
	if (picture_count == 0) {
		fprintf(stderr, "v4l2-camera: no pictures in %s\n", folder);
		exit(1);
	}
}

/* Readable whenever a picture is due. */
static int open_camera(const char *folder)
{
	static const struct itimerspec period = { { 0, 1000000000 / RATE }, { 0, 1000000000 / RATE } };

	if (picture_count == 0)
		load(folder);
	camera = timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK | TFD_CLOEXEC);
	if (camera >= 0)
		timerfd_settime(camera, 0, &period, NULL);
	queued = 0;
	return camera;
}

int open(const char *path, int flags, ...)
{
	int (*real)(const char *, int, ...) = (int (*)(const char *, int, ...))dlsym(RTLD_NEXT, "open");
	const char *folder = getenv("CAMERA_PICTURES");
	mode_t mode = 0;
	va_list more;

	if (folder != NULL && strcmp(path, folder) == 0)
		return open_camera(folder);
	if (flags & (O_CREAT | O_TMPFILE)) {
		va_start(more, flags);
		mode = va_arg(more, mode_t);
		va_end(more);
	}
	return real(path, flags, mode);
}

void *mmap(void *address, size_t length, int protection, int flags, int fd, off_t offset)
{
	void *(*real)(void *, size_t, int, int, int, off_t) =
		(void *(*)(void *, size_t, int, int, int, off_t))dlsym(RTLD_NEXT, "mmap");
	void *memory;

	if (fd < 0 || fd != camera)
		return real(address, length, protection, flags, fd, offset);
	memory = real(NULL, length, protection, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	if (memory != MAP_FAILED && offset / CAPACITY < BUFFERS)
		mapped[offset / CAPACITY] = memory;
	return memory;
}

static int refuse(int error)
{
	errno = error;
	return -1;
}

static int describe(struct v4l2_capability *capability)
{
	memset(capability, 0, sizeof *capability);
	strcpy((char *)capability->driver, "pictures");
	strcpy((char *)capability->card, "pictures in a folder");
	capability->capabilities = V4L2_CAP_VIDEO_CAPTURE | V4L2_CAP_STREAMING;
	return 0;
}

static int set_format(struct v4l2_pix_format *format)
{
	format->width = WIDTH;
	format->height = HEIGHT;
	format->pixelformat = V4L2_PIX_FMT_MJPEG;
	format->field = V4L2_FIELD_NONE;
	format->bytesperline = 0;
	format->sizeimage = CAPACITY;
	return 0;
}

static int set_rate(struct v4l2_captureparm *capture)
{
	capture->capability = V4L2_CAP_TIMEPERFRAME;
	capture->timeperframe.numerator = 1;
	capture->timeperframe.denominator = RATE;
	return 0;
}

static int request(struct v4l2_requestbuffers *buffers)
{
	if (buffers->memory != V4L2_MEMORY_MMAP)
		return refuse(EINVAL);
	if (buffers->count > BUFFERS)
		buffers->count = BUFFERS;
	queued = 0;
	return 0;
}

static int query(struct v4l2_buffer *buffer)
{
	if (buffer->index >= BUFFERS)
		return refuse(EINVAL);
	buffer->length = CAPACITY;
	buffer->m.offset = buffer->index * CAPACITY;
	return 0;
}

static int enqueue(const struct v4l2_buffer *buffer)
{
	if (buffer->index >= BUFFERS || mapped[buffer->index] == NULL || queued == BUFFERS)
		return refuse(EINVAL);
	queue[queued++] = buffer->index;
	return 0;
}

/* A picture that no buffer was ready for is lost, as with a real camera. */
static int dequeue(struct v4l2_buffer *buffer)
{
	uint64_t due;
	struct timespec now;
	const struct picture *next;

	if (read(camera, &due, sizeof due) != sizeof due)
		return -1;
	sequence += due;
	if (queued == 0)
		return refuse(EAGAIN);
	next = &pictures[sequence % picture_count];
	buffer->index = queue[0];
	memmove(queue, queue + 1, --queued * sizeof queue[0]);
	memcpy(mapped[buffer->index], next->bytes, next->length);
	buffer->bytesused = next->length;
	buffer->length = CAPACITY;
	buffer->sequence = sequence;
	clock_gettime(CLOCK_MONOTONIC, &now);
	buffer->timestamp.tv_sec = now.tv_sec;
	buffer->timestamp.tv_usec = now.tv_nsec / 1000;
	return 0;
}

/* The kernel looks at 32 bits; programs that keep the number in an int pass more. */
static int control(unsigned int what, void *argument)
{
	switch (what) {
	case VIDIOC_QUERYCAP:
		return describe(argument);
	case VIDIOC_S_FMT:
	case VIDIOC_G_FMT:
		return set_format(&((struct v4l2_format *)argument)->fmt.pix);
	case VIDIOC_S_PARM:
	case VIDIOC_G_PARM:
		return set_rate(&((struct v4l2_streamparm *)argument)->parm.capture);
	case VIDIOC_REQBUFS:
		return request(argument);
	case VIDIOC_QUERYBUF:
		return query(argument);
	case VIDIOC_QBUF:
		return enqueue(argument);
	case VIDIOC_DQBUF:
		return dequeue(argument);
	case VIDIOC_S_INPUT:
	case VIDIOC_STREAMON:
	case VIDIOC_STREAMOFF:
		return 0;
	default:
		return refuse(EINVAL);
	}
}

int ioctl(int fd, unsigned long what, ...)
{
	int (*real)(int, unsigned long, ...) = (int (*)(int, unsigned long, ...))dlsym(RTLD_NEXT, "ioctl");
	int result;
	void *argument;
	va_list more;

	va_start(more, what);
	argument = va_arg(more, void *);
	va_end(more);
	if (fd < 0 || fd != camera)
		return real(fd, what, argument);
	pthread_mutex_lock(&lock);
	result = control(what, argument);
	pthread_mutex_unlock(&lock);
	return result;
}
