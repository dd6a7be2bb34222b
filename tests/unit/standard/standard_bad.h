/* standard_bad.h - tables that must be refused, and the sentence that says why.
 * Rows of the table in standard.c. */
{ "standard.csv", "key\nid\n",
	"standard.csv:1: value: this column is missing" },
    { "standard.csv",
	    "key,value\nid,tiny\nlanguage,en\nregion,99\n"
	    "waves,2020|2021\nid,twice\n",
	    "standard.csv:6: key: 'id' stands in line 2 already" },
    { "standard.csv",
	    "key,value\nid,tiny\nlanguage,en\nregion,99\n"
	    "waves,2020|2021\ncolour,red\n",
	    "standard.csv:6: key: 'colour' is none of: id, title_zh, title"
	    "_en, language, region, region_name_zh, region_name_en, waves,"
	    " pass_rule, points_pass, sources, rounding, annual_day, utc_o"
	    "ffset, identity_blocks, no_answer_rules, no_answer_words, code_digits, code_places, note" },
    { "standard.csv",
	    "key,value\nid,tiny\nlanguage,en\nregion,99\n"
	    "waves,2020|2021\ncode_digits,12|x\n",
	    "standard.csv:6: value: 'x' is no number of digits" },
    { "standard.csv",
	    "key,value\nid,tiny\nlanguage,en\nregion,99\n"
	    "waves,2020|2021\ncode_digits,12\ncode_places,4|6|12\n",
	    "standard.csv:7: value: the digits of city, county and street, "
	    "fewer than code_digits has" },
    { "standard.csv",
	    "key,value\nid,tiny\nlanguage,en\nregion,99\n"
	    "waves,2020|2021\ncode_digits,12\ncode_places,4|3|9\n",
	    "standard.csv:7: value: '3' is no number of digits" },
    { "standard.csv",
	    "key,value\nid,tiny\nlanguage,en\nregion,99\n"
	    "waves,2020|2021\nidentity_blocks,nowhere\n",
	    "columns.csv:1: block: no column is in the identity block "
	    "'nowhere'" },
    { "standard.csv",
	    "key,value\nid,tiny\nlanguage,en\nregion,99\n"
	    "waves,2020|2021\nannual_day,02-29\n",
	    "standard.csv:6: value: '02-29' is no day of a year: write 11-15" },
    { "standard.csv",
	    "key,value\nid,tiny\nlanguage,en\nregion,99\n"
	    "waves,2020|2021\nannual_day,11\n",
	    "standard.csv:6: value: '11' is no day of a year: write 11-15" },
    { "standard.csv",
	    "key,value\nid,tiny\nlanguage,en\nregion,99\n"
	    "waves,2020|2021\nutc_offset,8\n",
	    "standard.csv:6: value: '8' is no offset: write +08:00" },
    { "standard.csv",
	    "key,value\nid,tiny\nlanguage,en\nregion,99\n"
	    "waves,2020|2021\nutc_offset,+08:60\n",
	    "standard.csv:6: value: '+08:60' is no offset: write +08:00" },
    { "standard.csv", "key,value\nlanguage,en\nregion,99\nwaves,2020|2021\n",
	    "standard.csv:1: key: the key 'id' is missing" },
    { "standard.csv",
	    "key,value\nid,\nlanguage,en\nregion,99\n"
	    "waves,2020|2021\n",
	    "standard.csv:2: value: may not be empty" },
    { "standard.csv",
	    "key,value\nid,a b\nlanguage,en\nregion,99\n"
	    "waves,2020|2021\n",
	    "standard.csv:2: value: 'a b' is no id: letters, digits, '_', "
	    "'-' and '.' only" },
    { "standard.csv",
	    "key,value\nid,tiny\nlanguage,fr\nregion,99\n"
	    "waves,2020|2021\n",
	    "standard.csv:3: value: 'fr' is none of: zh, en" },
    { "standard.csv",
	    "key,value\nid,tiny\nlanguage,en\nregion,9 9\n"
	    "waves,2020|2021\n",
	    "standard.csv:4: value: '9 9' is no id: letters, digits, '_', "
	    "'-' and '.' only" },
    { "standard.csv", "key,value\nid,tiny\nlanguage,en\nwaves,2020|2021\n",
	    "standard.csv:1: key: the key 'region' is missing" },
    { "standard.csv",
	    "key,value\nid,tiny\nlanguage,en\nregion,99\n"
	    "waves,2020|21\n",
	    "standard.csv:5: value: the wave '21' is no year of four digit"
	    "s" },
    { "standard.csv",
	    "key,value\nid,tiny\nlanguage,en\nregion,99\n"
	    "waves,2021|2020\n",
	    "standard.csv:5: value: the wave '2020' does not come after '2"
	    "021'" },
    { "standard.csv",
	    "key,value\nid,tiny\nlanguage,en\nregion,99\n"
	    "waves,2020||2021\n",
	    "standard.csv:5: value: nothing between two '|'" },
    { "standard.csv",
	    "key,value\nid,tiny\nlanguage,en\nregion,99\n"
	    "waves,\n",
	    "standard.csv:5: value: may not be empty" },
    { "standard.csv",
	    "key,value\nid,tiny\nlanguage,en\nregion,99\n"
	    "waves,2020|2021\npass_rule,most\n",
	    "standard.csv:6: value: 'most' is none of: all, points" },
    { "standard.csv",
	    "key,value\nid,tiny\nlanguage,en\nregion,99\n"
	    "waves,2020|2021\npass_rule,points\n",
	    "standard.csv:1: key: the key 'points_pass' is missing" },
    { "standard.csv",
	    "key,value\nid,tiny\nlanguage,en\nregion,99\n"
	    "waves,2020|2021\npoints_pass,100.5\n",
	    "standard.csv:6: value: '100.5' is no number from 0 to 100" },
    { "standard.csv",
	    "key,value\nid,tiny\nlanguage,en\nregion,99\n"
	    "waves,2020|2021\npoints_pass,-1\n",
	    "standard.csv:6: value: '-1' is no number from 0 to 100" },
    { "standard.csv",
	    "key,value\nid,tiny\nlanguage,en\nregion,99\n"
	    "waves,2020|2021\npoints_pass,x\n",
	    "standard.csv:6: value: 'x' is no number from 0 to 100" },
    { "standard.csv",
	    "key,value\nid,tiny\nlanguage,en\nregion,99\n"
	    "waves,2020|2021\nsources,std\n",
	    "standard.csv:6: value: 'std' is none of: eval, eval+std" },
    { "standard.csv",
	    "key,value\nid,tiny\nlanguage,en\nregion,99\n"
	    "waves,2020|2021\nrounding,down\n",
	    "standard.csv:6: value: 'down' is none of: half-up, half-even" },
    { "columns.csv",
	    "name,type,values,min,max,na,role,sum,personal,aliases,title_e"
	    "n\n",
	    "columns.csv:1: name: no column" },
    { "columns.csv", "title_en,type\nx,int\n",
	    "columns.csv:1: name: this column is missing" },
    { "columns.csv", "name,type,color\nx,int,red\n",
	    "columns.csv:1: color: no such column in this table" },
    { "columns.csv",
	    "name,type,values,min,max,na,role,sum,personal,aliases,title_e"
	    "n\npeople,int,,,,,,,,,\npeople,int,,,,,,,,,\n",
	    "columns.csv:3: name: 'people' stands in line 2 already" },
    { "columns.csv",
	    "name,type,values,min,max,na,role,sum,personal,aliases,title_e"
	    "n\npeople,int,,,,,,,,,\n9lives,int,,,,,,,,,\n",
	    "columns.csv:3: name: '9lives' is no name: a letter, then lett"
	    "ers, digits and '_'" },
    { "columns.csv",
	    "name,type,values,min,max,na,role,sum,personal,aliases,title_e"
	    "n\npeople,int,,,,,,,,,\nnot,int,,,,,,,,,\n",
	    "columns.csv:3: name: 'not' is no name: a letter, then letters"
	    ", digits and '_'" },
    { "columns.csv",
	    "name,type,values,min,max,na,role,sum,personal,aliases,title_e"
	    "n\npeople,int,,,,,,,,,\nwave,int,,,,,,,,,\n",
	    "columns.csv:3: name: 'wave' is a column of the streams" },
    { "columns.csv",
	    "name,type,values,min,max,na,role,sum,personal,aliases,title_e"
	    "n\npeople,int,,,,,,,,,\na-b,int,,,,,,,,,\n",
	    "columns.csv:3: name: 'a-b' is no name: a letter, then letters"
	    ", digits and '_'" },
    { "columns.csv",
	    "name,type,values,min,max,na,role,sum,personal,aliases,title_e"
	    "n\npeople,int,,,,,,,,,\nx,integer,,,,,,,,,\n",
	    "columns.csv:3: type: 'integer' is none of: text, code, int, d"
	    "ec, bool, pct, date, year, enum, set" },
    { "columns.csv",
	    "name,type,values,min,max,na,role,sum,personal,aliases,title_e"
	    "n\npeople,int,,,,,,,,,\nx,,,,,,,,,,\n",
	    "columns.csv:3: type: '' is none of: text, code, int, dec, boo"
	    "l, pct, date, year, enum, set" },
    { "columns.csv",
	    "name,type,values,min,max,na,role,sum,personal,aliases,title_e"
	    "n\npeople,int,,,,,,,,,\nx,enum,,,,,,,,,\n",
	    "columns.csv:3: values: an enum needs its values" },
    { "columns.csv",
	    "name,type,values,min,max,na,role,sum,personal,aliases,title_e"
	    "n\npeople,int,,,,,,,,,\nx,int,a|b,,,,,,,,\n",
	    "columns.csv:3: values: a column of type int has none" },
    { "columns.csv",
	    "name,type,values,min,max,na,role,sum,personal,aliases,title_e"
	    "n\npeople,int,,,,,,,,,\nx,enum,a|b|a,,,,,,,,\n",
	    "columns.csv:3: values: 'a' stands there twice" },
    { "columns.csv",
	    "name,type,values,min,max,na,role,sum,personal,aliases,title_e"
	    "n\npeople,int,,,,,,,,,\nx,set,a;b|c,,,,,,,,\n",
	    "columns.csv:3: values: 'a;b': ';' joins the values of a set" },
    { "columns.csv",
	    "name,type,values,min,max,na,role,sum,personal,aliases,title_e"
	    "n\npeople,int,,,,,,,,,\nx,int,,1.5,,,,,,,\n",
	    "columns.csv:3: min: '1.5' is no whole number" },
    { "columns.csv",
	    "name,type,values,min,max,na,role,sum,personal,aliases,title_e"
	    "n\npeople,int,,,,,,,,,\nx,dec,,1e3,,,,,,,\n",
	    "columns.csv:3: min: '1e3' is no number" },
    { "columns.csv",
	    "name,type,values,min,max,na,role,sum,personal,aliases,title_e"
	    "n\npeople,int,,,,,,,,,\nx,text,,1,,,,,,,\n",
	    "columns.csv:3: min: a column of type text has none" },
    { "columns.csv",
	    "name,type,values,min,max,na,role,sum,personal,aliases,title_e"
	    "n\npeople,int,,,,,,,,,\nx,bool,,0,,,,,,,\n",
	    "columns.csv:3: min: a column of type bool has none" },
    { "columns.csv",
	    "name,type,values,min,max,na,role,sum,personal,aliases,title_e"
	    "n\npeople,int,,,,,,,,,\nx,date,,2021-02-30,,,,,,,\n",
	    "columns.csv:3: min: '2021-02-30' is no date" },
    { "columns.csv",
	    "name,type,values,min,max,na,role,sum,personal,aliases,title_e"
	    "n\npeople,int,,,,,,,,,\nx,int,,9,8,,,,,,\n",
	    "columns.csv:3: min: '9' is above the column's max '8'" },
    { "columns.csv",
	    "name,type,values,min,max,na,role,sum,personal,aliases,title_e"
	    "n\npeople,int,,,,,,,,,\nx,date,,2021-06,2021-05,,,,,,\n",
	    "columns.csv:3: min: '2021-06' is above the column's max '2021"
	    "-05'" },
    { "columns.csv",
	    "name,type,values,min,max,na,role,sum,personal,aliases,title_e"
	    "n\npeople,int,,,,,,,,,\nx,pct,,101,,,,,,,\n",
	    "columns.csv:3: min: '101' is above the column's max '100'" },
    { "columns.csv",
	    "name,type,values,min,max,na,role,sum,personal,aliases,title_e"
	    "n\npeople,int,,,,,,,,,\nx,int,,,,,job,,,,\n",
	    "columns.csv:3: role: 'job' is none of: none, code, name, city"
	    ", county, street, participating, pilot, claim, population, re"
	    "vision, report_date, survey_date, survey_year, prev_code, pre"
	    "v_name, pilot_date, participating_date, city_name, county_nam"
	    "e, street_code, reporter" },
    { "columns.csv",
	    "name,type,values,min,max,na,role,sum,personal,aliases,title_e"
	    "n\npeople,int,,,,,,,,,\nx,int,,,,,code,,,,\n",
	    "columns.csv:3: role: a column of type int cannot be 'code'" },
    { "columns.csv",
	    "name,type,values,min,max,na,role,sum,personal,aliases,title_e"
	    "n\npeople,int,,,,,,,,,\nx,bool,,,,,pilot,,,,\n"
	    "y,bool,,,,,pilot,,,,\n",
	    "columns.csv:4: role: 'x' has the role 'pilot' already" },
    { "columns.csv",
	    "name,type,values,min,max,na,role,sum,personal,aliases,title_e"
	    "n\npeople,int,,,,,,,,,\nx,text,,,,,name,,yes,,\n",
	    "columns.csv:3: personal: a column with a role goes on through"
	    " all streams, a personal one may not" },
    { "columns.csv",
	    "name,type,values,min,max,na,role,sum,personal,aliases,title_e"
	    "n\npeople,int,,,,,,,,,\nx,text,,,,,,yes,,,\n",
	    "columns.csv:3: sum: a column of type text has no sum" },
    { "columns.csv",
	    "name,type,values,min,max,na,role,sum,personal,aliases,title_e"
	    "n\npeople,int,,,,,,,,,\nx,int,,,,,,yes,yes,,\n",
	    "columns.csv:3: sum: a personal column has no sum" },
    { "columns.csv",
	    "name,type,values,min,max,na,role,sum,personal,aliases,title_e"
	    "n\npeople,int,,,,,,,,,\nx,int,,,,,,maybe,,,\n",
	    "columns.csv:3: sum: 'maybe' is none of: no, yes, 0, 1" },
    { "columns.csv",
	    "name,type,values,min,max,na,role,sum,personal,aliases,title_e"
	    "n\npeople,int,,,,,,,,,\nx,int,,,,,,,,Heads|people,\n",
	    "columns.csv:3: aliases: 'people' is a header of 'people' alre"
	    "ady" },
    { "columns.csv",
	    "name,type,values,min,max,na,role,sum,personal,aliases,title_e"
	    "n\npeople,int,,,,,,,,,\nx,int,,,,,,,,,Size\n"
	    "y,int,,,,,,,,Size,\n",
	    "columns.csv:4: aliases: 'Size' is a header of 'x' already" },
    { "columns.csv",
	    "name,type,values,min,max,na,role,sum,personal,aliases,title_e"
	    "n\npeople,int,,,,,,,,,\nx,bool,,,,,,,,Dark|!Dark,\n",
	    "columns.csv:3: aliases: 'Dark' stands there with two meanings" },
    { "columns.csv",
	    "name,type,values,min,max,na,role,sum,personal,aliases,title_e"
	    "n\npeople,int,,,,,,,,,\nx,bool,,,,,,,,Dark (yes)|!D ark（yes）,"
	    "\n",
	    "columns.csv:3: aliases: 'D ark（yes）' stands there with two me"
	    "anings" },
    { "columns.csv",
	    "name,type,values,min,max,na,role,sum,personal,aliases,title_e"
	    "n\npeople,int,,,,,,,,,\nx,int,,,,,,,,peo ple,\n",
	    "columns.csv:3: aliases: 'peo ple' is a header of 'people' alr"
	    "eady" },
    { "columns.csv",
	    "name,type,values,min,max,na,role,sum,personal,aliases,title_e"
	    "n\npeople,int,,,,,,,,,\nx,int,,,,,,,,!Dark,\n",
	    "columns.csv:3: aliases: '!Dark': only a bool can be asked the"
	    " other way round" },
    { "columns.csv",
	    "name,type,values,min,max,na,role,sum,personal,aliases,title_e"
	    "n\npeople,int,,,,,,,,,\nx,bool,,,,,,,,a|!,\n",
	    "columns.csv:3: aliases: nothing behind '!'" },
    { "columns.csv",
	    "name,type,values,min,max,na,role,sum,personal,aliases,title_e"
	    "n\npeople,int,,,,,,,,,\nx,bool,,,,,,,,a|,\n",
	    "columns.csv:3: aliases: nothing between two '|'" },
    { "columns.csv",
	    "name,type,values,min,max,na,role,sum,personal,aliases,title_e"
	    "n\npeople,int,,,,,,,,,\nx,int,,,,peeple == 0,,,,,\n",
	    "columns.csv:3: na: there is no column 'peeple', at character "
	    "1 of: peeple == 0" },
    { "columns.csv",
	    "name,type,values,min,max,na,role,sum,personal,aliases,title_e"
	    "n\npeople,int,,,,,,,,,\nx,int,,,,people,,,,,\n",
	    "columns.csv:3: na: 'people' is a number where a test is wante"
	    "d: write 'people == 1', at character 1 of: people" },
    { "columns.csv",
	    "name,type,values,min,max,na,role,sum,personal,aliases,title_e"
	    "n\npeople,int,,,,,,,,,\nx,int,,,,people ==,,,,,\n",
	    "columns.csv:3: na: a name, a value or '(' is missing, at char"
	    "acter 10 of: people ==" },
    { "rules.csv", "rule,phase,type,columns,pattern,action,value\n",
	    "rules.csv:1: note: this column is missing" },
    { "rules.csv",
	    "rule,phase,type,columns,pattern,action,value,note\n"
	    ",value,,,a,FIX,1,\n",
	    "rules.csv:2: rule: may not be empty" },
    { "rules.csv",
	    "rule,phase,type,columns,pattern,action,value,note\n"
	    "R1,third,,,a,FIX,1,\n",
	    "rules.csv:2: phase: 'third' is none of: text, value" },
    { "rules.csv",
	    "rule,phase,type,columns,pattern,action,value,note\n"
	    "R1,value,number,,a,FIX,1,\n",
	    "rules.csv:2: type: 'number' is none of: text, code, int, dec,"
	    " bool, pct, date, year, enum, set" },
    { "rules.csv",
	    "rule,phase,type,columns,pattern,action,value,note\n"
	    "R1,value,,peeple,a,FIX,1,\n",
	    "rules.csv:2: columns: 'peeple' is no column of the standard" },
    { "rules.csv",
	    "rule,phase,type,columns,pattern,action,value,note\n"
	    "R1,value,,,,FIX,1,\n",
	    "rules.csv:2: pattern: may not be empty" },
    { "rules.csv",
	    "rule,phase,type,columns,pattern,action,value,note\n"
	    "R1,value,,,a,fix,1,\n",
	    "rules.csv:2: action: 'fix' is none of: FIX, FLAG, ASK" },
    { "rules.csv",
	    "rule,phase,type,columns,pattern,action,value,note\n"
	    "R1,value,int,,(?<n>[0-9]+,FIX,int(n),\n",
	    "rules.csv:2: pattern: the pattern is wrong at its byte 12: mi"
	    "ssing closing parenthesis" },
    { "rules.csv",
	    "rule,phase,type,columns,pattern,action,value,note\n"
	    "R1,value,int,,(?<n>[0-9]+),FIX,whole(n),\n",
	    "rules.csv:2: value: 'whole' is no call of the value phase" },
    { "rules.csv",
	    "rule,phase,type,columns,pattern,action,value,note\n"
	    "R1,value,int,,(?<n>[0-9]+),FIX,int(m),\n",
	    "rules.csv:2: value: 'm' is no group of the pattern" },
    { "rules.csv",
	    "rule,phase,type,columns,pattern,action,value,note\n"
	    "R1,value,int,,none,FIX,zero,\n",
	    "rules.csv:2: value: 'zero' is no value of column 'people'" },
    { "rules.csv",
	    "rule,phase,type,columns,pattern,action,value,note\n"
	    "R1,value,int,,none,ASK,0,\n",
	    "rules.csv:2: value: the value of a rule that asks must be ?" },
    { "units.csv",
	    "unit,pattern,column_unit,numerator,denominator\n"
	    "ha,(ha,m2,1,1\n",
	    "units.csv:2: pattern: the pattern is wrong at its byte 4: mis"
	    "sing closing parenthesis" },
    { "units.csv",
	    "unit,pattern,column_unit,numerator,denominator\n"
	    "ha,ha,m2,0,1\n",
	    "units.csv:2: numerator: '0' is no whole number from 1 to 1000"
	    "000000" },
    { "units.csv",
	    "unit,pattern,column_unit,numerator,denominator\n"
	    "ha,ha,,1,1\n",
	    "units.csv:2: column_unit: may not be empty" },
    { "rules.csv",
	    "rule,phase,type,columns,pattern,action,value,note\n"
	    "R1,value,int|year,,none,ASK,?,\nR2,value,year|int,,none,ASK,?,\n",
	    "rules.csv:3: pattern: line 2 says the same of the same cells" },
    { "rules.csv",
	    "rule,phase,type,columns,pattern,action,value,note\n"
	    "R1,value,date,people,none,ASK,?,\n",
	    "rules.csv:2: type: the column 'people' is of another type" },
    { "units.csv",
	    "unit,pattern,column_unit,numerator,denominator\n"
	    "ha,ha,m2,10000,1\nhectare,ha,m2,1,1\n",
	    "units.csv:3: pattern: line 2 converts the same unit" },
    { "groups.csv", "group\nG\nG\n",
	    "groups.csv:3: group: 'G' stands in line 2 already" },
    { "groups.csv", "group,criterion\nG,A\n",
	    "groups.csv:1: criterion: no such column in this table" },
    { "criteria.csv", "criterion\n",
	    "criteria.csv:1: criterion: no criterion" },
    { "criteria.csv", "criterion\nA\nA\n",
	    "criteria.csv:3: criterion: 'A' stands in line 2 already" },
    { "criteria.csv", "criterion,group\nA,X\nB,G\n",
	    "criteria.csv:2: group: there is no group 'X'" },
    { "criteria.csv", "criterion,weight\nA,1.5\nB,1\n",
	    "criteria.csv:2: weight: '1.5' is no whole number from 0 to 10"
	    "00000" },
    { "criteria.csv", "criterion,weight\nA,-1\nB,1\n",
	    "criteria.csv:2: weight: '-1' is no whole number from 0 to 100"
	    "0000" },
    { "criteria.csv", "criterion,weight\nA,0\nB,0\n",
	    "criteria.csv:1: weight: all weights are 0" },
    { "criteria.csv", "criterion,mandatory\nA,must\nB,\n",
	    "criteria.csv:2: mandatory: 'must' is none of: no, yes, 0, 1" },
    { "criteria.csv", "criterion\nA\nB\nC\n",
	    "atoms.csv:1: criterion: the criterion 'C' has no atom" },
    { "atoms.csv",
	    "atom,criterion,applies,test\nA.1,A,,lit == 1\n"
	    "A.1,B,,lit == 1\n",
	    "atoms.csv:3: atom: 'A.1' stands in line 2 already" },
    { "atoms.csv",
	    "atom,criterion,applies,test\nA.1,A,,lit == 1\n"
	    "B.1,C,,lit == 1\n",
	    "atoms.csv:3: criterion: there is no criterion 'C'" },
    { "atoms.csv",
	    "atom,criterion,applies,test\nA.1,A,,lit == 1\n"
	    "B.1,,,lit == 1\n",
	    "atoms.csv:3: criterion: may not be empty" },
    { "atoms.csv",
	    "atom,criterion,applies,test\nA.1,A,,lit == 1\n"
	    "B.1,B,,\n",
	    "atoms.csv:3: test: may not be empty" },
    { "atoms.csv",
	    "atom,criterion,applies,test\nA.1,A,,lit == 1\n"
	    "B.1,B,,lamp == 1\n",
	    "atoms.csv:3: test: there is no column 'lamp', at character 1 "
	    "of: lamp == 1" },
    { "atoms.csv",
	    "atom,criterion,applies,test\nA.1,A,,lit == 1\n"
	    "B.1,B,,phone == 1\n",
	    "atoms.csv:3: test: there is no column 'phone', at character 1"
	    " of: phone == 1" },
    { "atoms.csv",
	    "atom,criterion,applies,test\nA.1,A,,lit == 1\n"
	    "B.1,B,,lit == $lamp\n",
	    "atoms.csv:3: test: there is no parameter '$lamp', at characte"
	    "r 8 of: lit == $lamp" },
    { "atoms.csv",
	    "atom,criterion,applies,test\nA.1,A,,lit == 1\n"
	    "B.1,B,lamp == 1,lit == 1\n",
	    "atoms.csv:3: applies: there is no column 'lamp', at character"
	    " 1 of: lamp == 1" },
    { "atoms.csv",
	    "atom,criterion,applies,test\nA.1,A,,lit == 1\n"
	    "B.1,B,,lit\n",
	    "atoms.csv:3: test: 'lit' is a number where a test is wanted: "
	    "write 'lit == 1', at character 1 of: lit" },
    { "atoms.csv",
	    "atom,criterion,applies,test\nA.1,A,,lit == 1\n"
	    "B.1,B,,since >= 3\n",
	    "atoms.csv:3: test: a date cannot be compared with a number, a"
	    "t character 1 of: since >= 3" },
    { "atoms.csv",
	    "atom,criterion,applies,test\nA.1,A,,lit == 1\n"
	    "B.1,B,,\"kind > \"\"big\"\"\"\n",
	    "atoms.csv:3: test: texts can only be compared with == and !=,"
	    " at character 1 of: kind > \"big\"" },
    { "atoms.csv",
	    "atom,criterion,applies,test\nA.1,A,,lit == 1\n"
	    "B.1,B,,kind == big\n",
	    "atoms.csv:3: test: there is no column 'big', at character 9 o"
	    "f: kind == big" },
    { "atoms.csv",
	    "atom,criterion,applies,test\nA.1,A,,lit == 1\n"
	    "B.1,B,,area * area * area * area > 0\n",
	    "atoms.csv:3: test: the numbers can become too large for exact"
	    " arithmetic (within the columns' min and max), at character 1"
	    " of: area * area * area * area > 0" },
    { "atoms.csv",
	    "atom,criterion,applies,test\nA.1,A,,lit == 1\n"
	    "B.1,B,,(lit == 1\n",
	    "atoms.csv:3: test: '(' is not closed, at character 1 of: (lit"
	    " == 1" },
    { "atoms.csv", "atom,criterion,period,test\nA.1,A,monthly,lit == 1\n",
	    "atoms.csv:2: period: 'monthly' is none of: any, annual" },
    { "atoms.csv", "atom,criterion,source,test\nA.1,A,law,lit == 1\n",
	    "atoms.csv:2: source: 'law' is none of: eval, std" },
    { "atoms.csv", "atom,criterion,strength,test\nA.1,A,firm,lit == 1\n",
	    "atoms.csv:2: strength: 'firm' is none of: hard, soft" },
    { "parameters.csv",
	    "name,scope,valid_from,valid_to,value\nroom,,,,1\n"
	    "start,,,,2020-05\nwave,,,,2020\n",
	    "parameters.csv:4: name: 'wave' is built in" },
    { "parameters.csv",
	    "name,scope,valid_from,valid_to,value\nroom,,,,1\n"
	    "start,,,,2020-05\na b,,,,1\n",
	    "parameters.csv:4: name: 'a b' is no name: a letter, then lett"
	    "ers, digits and '_'" },
    { "parameters.csv",
	    "name,scope,valid_from,valid_to,value\nroom,,,,1\n"
	    "start,,,,2020-05\nroom,9901,,,\n",
	    "parameters.csv:4: value: may not be empty" },
    { "parameters.csv",
	    "name,scope,valid_from,valid_to,value\nroom,,,,1\n"
	    "start,,,,2020-05\nroom,,2021,,2\n",
	    "parameters.csv:4: valid_from: line 2 gives the same parameter"
	    " for the same place and days" },
    { "parameters.csv",
	    "name,scope,valid_from,valid_to,value\nroom,,,,1\n"
	    "start,,,,2020-05\nroom,9901,2021-01-01,2021-06-30,2\n"
	    "room,9901,2021-06-30,,3\n",
	    "parameters.csv:5: valid_from: line 4 gives the same parameter"
	    " for the same place and days" },
    { "parameters.csv",
	    "name,scope,valid_from,valid_to,value\nroom,,,,1\n"
	    "start,,,,2020-05\nroom,9901,2021-06-30,2021-01-01,2\n",
	    "parameters.csv:4: valid_to: before valid_from" },
    { "parameters.csv",
	    "name,scope,valid_from,valid_to,value\nroom,,,,1\n"
	    "start,,,,2020-05\nroom,9901,soon,,2\n",
	    "parameters.csv:4: valid_from: 'soon' is no date (YYYY-MM-DD, "
	    "YYYY-MM or YYYY)" },
    { "parameters.csv",
	    "name,scope,valid_from,valid_to,value\nroom,,,,1\n"
	    "start,,,,2020-05\nroom,9901,,,2021-05-06\n",
	    "parameters.csv:4: value: '2021-05-06' is a date, other rows o"
	    "f 'room' hold a number" },
    { "parameters.csv",
	    "name,scope,valid_from,valid_to,value\nroom,,,,1\n"
	    "start,,,,2020-05\nroo,9901,,,2\n",
	    "parameters.csv:4: name: nothing reads 'roo': is 'room' meant?" },
    { "parameters.csv",
	    "name,scope,valid_from,valid_to,value\nroom,,,,1\n"
	    "start,,,,2020-05\nraom,,2021-01-01,,2\n",
	    "parameters.csv:4: name: nothing reads 'raom': is 'room' meant?" },
    { "parameters.csv",
	    "name,scope,valid_from,valid_to,value\nroom,,,,1\n"
	    "start,,,,2020-05\nrooom,,,,2\n",
	    "parameters.csv:4: name: nothing reads 'rooom': is 'room' meant?" },
    { "parameters.csv",
	    "name,scope,valid_from,valid_to,value\nroom,,,,1\n"
	    "start,,,,2020-05\nroom2,,,2021-12-31,2\n",
	    "parameters.csv:4: name: nothing reads 'room2': is 'room' meant?" },
    { "parameters.csv",
	    "name,scope,valid_from,valid_to,value\nroom,,,,1\n"
	    "start,,,,2020-05\nheight,9901,,,2\n",
	    "parameters.csv:4: name: nothing reads 'height': no expression has '$height'" },
    { "parameters.csv",
	    "name,scope,valid_from,valid_to,value\nroom,,,,1\n"
	    "start,,,,2020-05\nattained_target,9901,,,60\n",
	    "parameters.csv:4: name: nothing reads 'attained_target': is 'attained_target_pct' meant?" },
    { "parameters.csv",
	    "name,scope,valid_from,valid_to,value\nroom,,,,1\n"
	    "start,,,,2020-05\nattained_target_pct,,,,-1\n",
	    "parameters.csv:4: value: '-1' is no number from 0 on" },
    { "parameters.csv",
	    "name,scope,valid_from,valid_to,value\nroom,,,,1\n"
	    "start,,,,2020-05\nattained_target_pct,9901,,,high\n",
	    "parameters.csv:4: value: 'high' is no number from 0 on" },
    { "parameters.csv", "name,scope,valid_from,valid_to,value\nroom,,,,60%\n",
	    "parameters.csv:2: value: '60%' is no number: write 1234.5" },
    { "parameters.csv", "name,scope,valid_from,valid_to,value\nroom,,,,1e3\n",
	    "parameters.csv:2: value: '1e3' is no number: write 1234.5" },
    { "parameters.csv",
	    "name,scope,valid_from,valid_to,value\nroom,,,,\"1,000\"\n",
	    "parameters.csv:2: value: '1,000' is no number: write 1234.5" },
    { "parameters.csv", "name,scope,valid_from,valid_to,value\nroom,,,,+5\n",
	    "parameters.csv:2: value: '+5' is no number: write 1234.5" },
    { "checks.csv",
	    "check,level,expression,columns,action,message_zh,message_en\n"
	    "K1,,people < 1,people,ASK,,no\nK1,,people < 2,people,ASK,,no\n",
	    "checks.csv:3: check: 'K1' stands in line 2 already" },
    { "checks.csv",
	    "check,level,expression,columns,action,message_zh,message_en\n"
	    "K1,,people < 1,,ASK,,no\n",
	    "checks.csv:2: columns: an ASK must name what goes in query" },
    { "checks.csv",
	    "check,level,expression,columns,action,message_zh,message_en\n"
	    "K1,,people < 1,peeple,ASK,,no\n",
	    "checks.csv:2: columns: 'peeple' is no column of the standard" },
    { "checks.csv",
	    "check,level,expression,columns,action,message_zh,message_en\n"
	    "K1,,people < 1,people,FIX,,no\n",
	    "checks.csv:2: action: 'FIX' is none of: ASK, NOTE" },
    { "checks.csv",
	    "check,level,expression,columns,action,message_zh,message_en\n"
	    "K1,,people < 1,people,ASK,,\n",
	    "checks.csv:2: message_zh: may not be empty" },
    { "checks.csv",
	    "check,level,expression,columns,action,message_zh,message_en\n"
	    "K1,,people < 1,people,ASK,,\"a\nb\"\n",
	    "checks.csv:2: message_en: a line break, a tab or another cont"
	    "rol character" },
    { "checks.csv",
	    "check,level,expression,columns,action,message_zh,message_en\n"
	    "K1,,people + 1,people,ASK,,no\n",
	    "checks.csv:2: expression: 'people + 1' is a number where a te"
	    "st is wanted: write 'people + 1 == 1', at character 1 of: peo"
	    "ple + 1" },
    { "derived.csv", "name,numerator,denominator\npeople,people,area\n",
	    "derived.csv:2: name: 'people' is a column of the survey" },
    { "derived.csv", "name,numerator,denominator\nx,people == 1,area\n",
	    "derived.csv:2: numerator: 'people == 1' is a test where a num"
	    "ber is wanted, at character 1 of: people == 1" },
    { "derived.csv", "name,numerator,denominator\nx,people,\n",
	    "derived.csv:2: denominator: may not be empty" },
    { "derived.csv", "name,numerator,denominator,decimals\nx,people,area,10\n",
	    "derived.csv:2: decimals: '10' is no whole number from 0 to 9" },
    { "indicators.csv",
	    "name,numerator,denominator,threshold\nx,people,area,$none\n",
	    "indicators.csv:2: threshold: '$none' is no number" },
    { "indicators.csv",
	    "name,numerator,denominator,change_target\nx,people,area,ten\n",
	    "indicators.csv:2: change_target: 'ten' is no number" },
    { "obligations.csv", "id,level\nO1,county\n",
	    "obligations.csv:2: level: 'county' is none of: province, city"
	    ", both" },
    { "obligations.csv", "id,level,due\nO1,city,2021-13-01\n",
	    "obligations.csv:2: due: '2021-13-01' is no date (YYYY-MM-DD, "
	    "YYYY-MM or YYYY)" },
    { "obligations.csv",
	    "id,level,due,window_from\nO1,city,2021-01-01,2021-01-02\n",
	    "obligations.csv:2: window_from: after the day it is due" },
    { "obligations.csv", "id,level,source\nO1,city,press\n",
	    "obligations.csv:2: source: 'press' is none of: stats, filings"
	    "..." }, /* and whatever obligation_kind.def has beside them */
    { "obligations.csv",
	    "id,level,source,expression\nO1,city,stats,people == 1\n",
	    "obligations.csv:2: expression: there is no column 'people', a"
	    "t character 1 of: people == 1" },
    { "places.csv", "code,row,col\n9901,1,1\n9901,2,1\n",
	    "places.csv:3: code: '9901' stands in line 2 already" },
    { "places.csv", "code,row,col\n9901,1,1\n9902,1,1\n",
	    "places.csv:3: col: '9901' has this tile already" },
    { "places.csv", "code,row,col\n9901,,1\n",
	    "places.csv:2: row: may not be empty" },
    { "places.csv", "code,row,col\n9901,100,1\n",
	    "places.csv:2: row: '100' is no whole number from 0 to 99" },
    { "scopes.csv",
	    "item,scope,valid_from,valid_to,state,source\n"
	    "B,9901,,,off,\n",
	    "scopes.csv:2: source: may not be empty" },
    { "scopes.csv",
	    "item,scope,valid_from,valid_to,state,source\n"
	    "B,,,,off,No. 1\n",
	    "scopes.csv:2: scope: may not be empty" },
    { "scopes.csv",
	    "item,scope,valid_from,valid_to,state,source\n"
	    "B,99,,,off,No. 1\n",
	    "scopes.csv:2: scope: '99' is all of it: then the standard itself is another" },
    { "scopes.csv",
	    "item,scope,valid_from,valid_to,state,source\n"
	    "C,9901,,,off,No. 1\n",
	    "scopes.csv:2: item: there is no criterion and no atom 'C'" },
    { "scopes.csv",
	    "item,scope,valid_from,valid_to,state,source\n"
	    "B,9901,,,away,No. 1\n",
	    "scopes.csv:2: state: 'away' is none of: off, soft, hard" },
    { "scopes.csv",
	    "item,scope,valid_from,valid_to,state,source\n"
	    "B,9901,2021-02-01,2021-01,off,No. 1\n",
	    "scopes.csv:2: valid_to: before valid_from" },
    { "scopes.csv",
	    "item,scope,valid_from,valid_to,state,source\n"
	    "B,9901,,2021,off,No. 1\nB,9902,,2021,off,No. 1\nB,9901,2021-12-31,,soft,No. 2\n",
	    "scopes.csv:4: valid_from: line 2 settles the same for the same place and days" },
    { "scopes.csv",
	    "item,scope,valid_from,valid_to,state,source\n"
	    "A,9901,2021,,off,No. 1\n",
	    "scopes.csv:2: item: takes 'A' out in 9901: it is mandatory" },
    { "scopes.csv",
	    "item,scope,valid_from,valid_to,state,source\n"
	    "A.1,990101,,,soft,No. 1\nA.2,990101,2022,,off,No. 1\n",
	    "scopes.csv:2: item: takes 'A' out in 990101: it is mandatory" },
    { "scopes.csv",
	    "item,scope,valid_from,valid_to,state,source\n"
	    "B,9901,,,off,No. 1\nA.1,990101,,,hard,No. 1\n",
	    "scopes.csv:3: state: nothing takes 'A.1' out, so that nothing is hard again" },
    { "scopes.csv",
	    "item,scope,valid_from,valid_to,state,source\n"
	    "B,9901,,2020,off,No. 1\nB,990101,2021,,hard,No. 1\n",
	    "scopes.csv:3: state: nothing takes 'B' out, so that nothing is hard again" },
    { "parameters.csv",
	    "name,scope,valid_from,valid_to,value\nroom,9901,,,1\n"
	    "start,,,,2020-05\n",
	    "parameters.csv:2: scope: 'room' has no row without a scope, for "
	    "all other places" },
    { "areas.csv", "prefix,level,code\n99,county,990000\n",
	    "areas.csv:2: level: 'county' is none of: nation, province, city" },
    { "areas.csv", "prefix,level,code\n99,province,990000\n",
	    "areas.csv:1: level: a nation and its provinces must be here" },
    { "areas.csv", "prefix,level,code\n9,nation,0\n",
	    "areas.csv:2: prefix: the nation has all of them" },
    { "areas.csv", "prefix,level,code\n,nation,0\n,nation,1\n",
	    "areas.csv:3: level: there is one nation" },
    { "areas.csv",
	    "prefix,level,code\n,nation,0\n99,province,99\n99,province,98\n",
	    "areas.csv:4: prefix: '99' is there already" },
    { "areas.csv",
	    "prefix,level,code\n,nation,0\n99,province,99\n98,province,99\n",
	    "areas.csv:4: code: '99' is there already" },
