"""Words that stand for one another in names and addresses: data, used only to name a difference.

Streets, directions, units and states: USPS Publication 28, appendices B and C. Provinces: Canada
Post, Addressing Guidelines. Australian states: AS 4590. The legal forms and the rest are our own
list. Where one short form stands for two words (St), each has a table of its own.
"""

LEGAL_FORMS = frozenset(
    """
    llc l3c pllc llp lllp lp plc inc incorporated corp corporation co company ltd limited
    limitedliabilitycompany limitedliabilitypartnership limitedpartnership publiclimitedcompany
    cic lte ltee ltée limitee limitée ulc
    gmbh ggmbh mbh gesmbh ag kg ohg gbr kgaa se ek ev eg ug ughaftungsbeschränkt
    sa sas sasu sarl sàrl eurl sci snc sca scop sagl spa srl srls scarl sl slu slne sau
    sadecv srldecv sderldecv sapidecv sabdecv sac eirl lda ltda eireli epp
    bv nv cv vof bvba sprl vzw asbl
    ab as asa aps oy oyj hb kb ks ehf hf oü sia uab
    spzoo spj spk sro spolsro vos kft zrt nyrt bt doo dd dooel jdoo ad ead ood eood
    ооо оао зао пао ао ип тов тоо еоод оод ад еад ooo oao zao pao ае αε επε ικε οε epe
    aş anonimşirketi ltdşti limitedşirketi
    pty ptyltd proprietarylimited pvt pvtltd privatelimited pte pteltd sdnbhd bhd tbk
    kk kabushikikaisha gk godokaisha yk fze fzco fzllc wll llcfz
    """.split()  # noqa: RUF001 - the Cyrillic and Greek letters are meant
)
"""Legal forms by their letters alone: "L.L.C." and "L L C" are llc."""

_COMMON = "and &, international intl, brothers bros, manufacturing mfg, association assn"

_PLACES = (
    "saint st, sainte ste, mount mt, mountain mtn, fort ft, point pt, port prt, heights hts,"
    "north n, south s, east e, west w, northeast ne, northwest nw, southeast se, southwest sw,"
    "junction jct, springs spgs, township twp, village vlg, beach bch, lake lk"
)

_STREETS = """alley aly, annex anx, arcade arc, avenue ave av, bayou byu, beach bch, bend bnd,
bluff blf, bluffs blfs, bottom btm, boulevard blvd bd, branch br, bridge brg, brook brk, brooks
brks, burg bg, burgs bgs, bypass byp, camp cp, canyon cyn, cape cpe, causeway cswy, center centre
ctr, centers ctrs, circle cir, circles cirs, cliff clf, cliffs clfs, club clb, common cmn, commons
cmns, corner cor, corners cors, course crse, court ct, courts cts, cove cv, coves cvs, creek crk,
crescent cres, crest crst, crossing xing, crossroad xrd, crossroads xrds, curve curv, dale dl, dam
dm, divide dv, drive dr, drives drs, estate est, estates ests, expressway expy, extension ext,
extensions exts, falls fls, ferry fry, field fld, fields flds, flat flt, flats flts, ford frd,
fords frds, forest frst, forge frg, forges frgs, fork frk, forks frks, fort ft, freeway fwy, garden
gdn, gardens gdns, gateway gtwy, glen gln, glens glns, green grn, greens grns, grove grv, groves
grvs, harbor hbr, harbors hbrs, haven hvn, heights hts, highway hwy, hill hl, hills hls, hollow
holw, inlet inlt, island is, islands iss, junction jct, junctions jcts, key ky, keys kys, knoll knl,
knolls knls, lake lk, lakes lks, landing lndg, lane ln, light lgt, lights lgts, loaf lf, lock lck,
locks lcks, lodge ldg, manor mnr, manors mnrs, meadow mdw, meadows mdws, mill ml, mills mls, mission
msn, motorway mtwy, mount mt, mountain mtn, mountains mtns, neck nck, orchard orch, overpass opas,
parkway pkwy, passage psge, pine pne, pines pnes, place pl, plain pln, plains plns, plaza plz, point
pt, points pts, port prt, ports prts, prairie pr, radial radl, ranch rnch, rapid rpd, rapids rpds,
rest rst, ridge rdg, ridges rdgs, river riv, road rd, roads rds, route rte, shoal shl, shoals shls,
shore shr, shores shrs, skyway skwy, spring spg, springs spgs, square sq, squares sqs, station sta,
stravenue stra, stream strm, streets sts, summit smt, terrace ter, throughway trwy, trace trce,
track trak, trafficway trfy, trail trl, trailer trlr, tunnel tunl, turnpike tpke, underpass upas,
union un, unions uns, valley vly, valleys vlys, viaduct via, view vw, views vws, village vlg,
villages vlgs, ville vl, vista vis, walk wlk, well wl, wells wls,
north n, south s, east e, west w, northeast ne, northwest nw, southeast se, southwest sw,
apartment apt, basement bsmt, building bldg, department dept, floor fl, front frnt, hangar hngr,
lobby lbby, lower lowr, number no nr, office ofc, penthouse ph, room rm, space spc, suite ste,
upper uppr"""

_US = """alabama al, alaska ak, americansamoa as, arizona az, arkansas ar, california ca, colorado
co, connecticut ct, delaware de, districtofcolumbia dc, florida fl, georgia ga, guam gu, hawaii hi,
idaho id, illinois il, indiana in, iowa ia, kansas ks, kentucky ky, louisiana la, maine me, maryland
md, massachusetts ma, michigan mi, minnesota mn, mississippi ms, missouri mo, montana mt, nebraska
ne, nevada nv, newhampshire nh, newjersey nj, newmexico nm, newyork ny, northcarolina nc,
northdakota nd, northernmarianaislands mp, ohio oh, oklahoma ok, oregon or, pennsylvania pa,
puertorico pr, rhodeisland ri, southcarolina sc, southdakota sd, tennessee tn, texas tx, utah ut,
vermont vt, virginia va, virginislands vi, washington wa, westvirginia wv, wisconsin wi,
wyoming wy"""

_CANADA = """alberta ab, britishcolumbia bc, manitoba mb, newbrunswick nb, newfoundlandandlabrador
nl, northwestterritories nt, novascotia ns, nunavut nu, ontario on, princeedwardisland pe, quebec
québec qc, saskatchewan sk, yukon yt"""

_AUSTRALIA = """australiancapitalterritory act, newsouthwales nsw, northernterritory nt, queensland
qld, southaustralia sa, tasmania tas, victoria vic, westernaustralia wa"""

_COUNTRIES = "unitedstates unitedstatesofamerica usa us, unitedkingdom greatbritain uk gb"


def _table(*lists: str) -> dict[str, str]:
    """Each word of a group against the first word of it."""
    groups = [group.split() for words in lists for group in words.split(",")]
    return {word: group[0] for group in groups for word in group}


_STREET_TABLES = (
    _table(_COMMON, _STREETS, "street st"),
    _table(_COMMON, _STREETS, "saint st"),
)

WORDS = {
    "company_name": (_table(_COMMON, "saint st, mount mt"),),
    "address_line_1": _STREET_TABLES,
    "address_line_2": _STREET_TABLES,
    "address_line_3": _STREET_TABLES,
    "city": (_table(_PLACES),),
}
"""Tables of single words, by field; two texts are compared under one table at a time."""

WHOLE = {
    "state_or_region": (_table(_US), _table(_CANADA), _table(_AUSTRALIA)),
    "country_code": (_table(_COUNTRIES),),
}
"""Tables of whole values, by their letters alone: Washington is WA in one, not in another."""
