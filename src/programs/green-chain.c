#include "program/stage_chain.h"
#include "stages/chained.h"

int main(int argc, char **argv)
{
	return gr_stage_chain_main("green-chain", gr_chained, argc, argv);
}
