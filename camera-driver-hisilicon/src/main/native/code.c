#include "code.h"

#define MOST_WORDS 128
#define REGISTERS 16

int code_is_readable(void)
{
#if defined(__arm__)
	return 1;
#else
	return 0;
#endif
}

static uint32_t rotated(uint32_t instruction)
{
	uint32_t value = instruction & 0xff;
	uint32_t turn = ((instruction >> 8) & 0xf) * 2;
	return turn == 0 ? value : (value >> turn) | (value << (32 - turn));
}

static uint32_t immediate16(uint32_t instruction)
{
	return ((instruction >> 4) & 0xf000) | (instruction & 0xfff);
}

/* What an instruction puts into its destination register, as far as it is a constant. */
static uint32_t constant(uint32_t instruction, const uint32_t *at, uint32_t before)
{
	if ((instruction & 0x0fff0000) == 0x03a00000) { /* MOV rd, #imm */
		return rotated(instruction);
	}
	if ((instruction & 0x0ff00000) == 0x03000000) { /* MOVW */
		return immediate16(instruction);
	}
	if ((instruction & 0x0ff00000) == 0x03400000) { /* MOVT */
		return (before & 0xffff) | (immediate16(instruction) << 16);
	}
	if ((instruction & 0x0fff0000) == 0x059f0000) { /* LDR rd, [pc, #imm] */
		uint32_t distance = instruction & 0xfff;
		return (distance & 3) == 0 && distance < MOST_WORDS * 4 ? at[2 + distance / 4] : before;
	}
	return before;
}

uint32_t code_ioctl(const void *function, const void *end, uint16_t type_and_number)
{
	const uint32_t *code = function;
	const uint32_t *last = (const uint32_t *) end - MOST_WORDS - 2; /* the literal pool lies behind */
	uint32_t registers[REGISTERS] = { 0 };

	if (((uintptr_t) function & 3) != 0) {
		return 0; /* Thumb */
	}
	for (size_t i = 0; i < MOST_WORDS && &code[i] < last; i++) {
		uint32_t *destination = &registers[(code[i] >> 12) & 0xf];
		*destination = constant(code[i], &code[i], *destination);
		if ((*destination & 0xffff) == type_and_number && *destination >> 16 != 0) {
			return *destination;
		}
	}
	return 0;
}
