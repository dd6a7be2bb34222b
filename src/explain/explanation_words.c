/* explanation_words.c - the words of a card, in two languages. */
#include "explain/explanation_words.h"

static const char *say(bool chinese, const char *zh, const char *en)
{
	return chinese ? zh : en;
}

const char *gr_explanation_verdict(struct gr_slice verdict, bool chinese)
{
	switch (verdict.len == 1 ? *verdict.ptr : '\0') {
	case '1':
		return say(chinese, "1 达到", "1 met");
	case '0':
		return say(chinese, "0 未达到", "0 not met");
	case 'N':
		return say(chinese, "N 不适用", "N n/a");
	case 'U':
		return say(chinese, "U 未定", "U undetermined");
	default:
		return "";
	}
}

struct gr_slice gr_explanation_status(struct gr_slice status, bool chinese)
{
	static const struct {
		const char *status, *zh;
	} words[] = {
		{ "attained", "达到创建要求" },
		{ "not_attained", "未达到创建要求" },
		{ "undetermined", "未定" },
		{ "not_participating", "未参与创建" },
		{ "not_responded", "未填报" },
	};

	for (size_t i = 0; chinese && i < sizeof(words) / sizeof(words[0]); i++)
		if (gr_slice_eq(status, gr_slice_of(words[i].status)))
			return gr_slice_of(words[i].zh);
	return status;
}

struct gr_slice gr_explanation_label(struct gr_slice column, bool chinese)
{
	static const struct {
		const char *column, *zh;
	} labels[] = {
		{ "city_code", "市（地）代码" },
		{ "city_name", "市（地）" },
		{ "county_code", "县（市、区）代码" },
		{ "county_name", "县（市、区）" },
		{ "community_name", "社区" },
		{ "street_name", "街道" },
		{ "participating", "参与创建" },
		{ "pilot", "试点" },
		{ "points", "得分" },
		{ "criteria_met", "达到项数" },
		{ "criteria_applicable", "适用项数" },
		{ "criteria_undetermined", "未定项数" },
		{ "reported", "自报达标" },
		{ "flags", "经规则修正的值" },
		{ "status", "结论" },
	};

	for (size_t i = 0; chinese && i < sizeof(labels) / sizeof(labels[0]);
	     i++)
		if (gr_slice_eq(column, gr_slice_of(labels[i].column)))
			return gr_slice_of(labels[i].zh);
	return column;
}

/* What stands above the first line of a kind. */
const char *gr_explanation_heading(enum gr_explanation_kind kind, bool chinese)
{
	switch (kind) {
	case GR_SHOW_CRITERION:
		return say(chinese, "各项判定", "criteria");
	case GR_SHOW_FINDING:
		return say(chinese, "规则与提示", "rules applied");
	case GR_SHOW_QUERY:
		return say(chinese, "未答复的质询", "open queries");
	case GR_SHOW_NEED:
		return say(chinese, "达到创建要求还缺",
		    "what it lacks to attain");
	case GR_SHOW_ROBUSTNESS:
		return say(chinese, "结论取决于以下单元格",
		    "cells that a verdict rests on");
	case GR_SHOW_ASIDE:
		return say(chinese, "未计入的填报", "submissions set aside");
	case GR_SHOW_FIGURE:
		return say(chinese, "指标", "figures");
	case GR_SHOW_WARNING:
	case GR_SHOW_CARD:
	case GR_SHOW_ATOM:
	case GR_SHOW_EVIDENCE:
	case GR_SHOW_PARAMETER:
	case GR_SHOW_PART:
	case GR_SHOW_UNIT:
	case GR_SHOW_KINDS:
		break;
	}
	return NULL;
}
