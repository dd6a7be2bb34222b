/* draw.c - draws that depend on what is drawn and on nothing before it */
#include "synth/recipe.h"

__extension__ typedef unsigned __int128 u128;

/* The finaliser of splitmix64 (Steele, Lea, Flood 2014). */
static uint64_t mix(uint64_t x)
{
	x += UINT64_C(0x9e3779b97f4a7c15);
	x = (x ^ (x >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
	x = (x ^ (x >> 27)) * UINT64_C(0x94d049bb133111eb);
	return x ^ (x >> 31);
}

uint64_t gr_draw(uint64_t seed, uint64_t what, uint64_t which)
{
	return mix(mix(mix(seed) ^ what) ^ which);
}

uint64_t gr_draw_below(uint64_t draw, uint64_t n)
{
	return (uint64_t)(((u128)draw * n) >> 64);
}

size_t gr_draw_weighted(uint64_t draw, const uint32_t *weight, size_t n)
{
	uint64_t sum = 0;

	for (size_t i = 0; i < n; i++)
		sum += weight[i];
	if (sum == 0)
		return GR_NONE;
	uint64_t left = gr_draw_below(draw, sum);

	for (size_t i = 0; i < n; i++) {
		if (left < weight[i])
			return i;
		left -= weight[i];
	}
	return GR_NONE; /* not reached: left < sum */
}
