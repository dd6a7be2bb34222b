#include "stages/stages.h"

int main(int argc, char **argv)
{
	return gr_filter_main(&gr_mark, argc, argv);
}
