#include "tools/tools.h"

int main(int argc, char **argv)
{
	return gr_tool_main(&gr_provinces, argc, argv);
}
