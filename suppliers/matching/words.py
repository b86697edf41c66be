"""The words that names of suppliers in this country share, and how they are shortened."""

# Each is read as what it stands for. Left out are those that stand for two things, as "CVS" does (council for
# voluntary service, community and voluntary services), and those that are words or names, as "sol" is.
SHORTENED = {
    "acad": "academy",
    "admin": "administration",
    "assoc": "association",
    "assocs": "associates",
    "assn": "association",
    "bldg": "building",
    "bros": "brothers",
    # Bureaux have been called "Citizens Advice" since 2015.
    "cab": "citizens advice",
    "center": "centre",
    "centers": "centres",
    "coll": "college",
    "comms": "communications",
    "constr": "construction",
    "corp": "corporation",
    "ctr": "centre",
    "cttee": "committee",
    "dept": "department",
    "dev": "development",
    "devs": "developments",
    "educ": "education",
    "eng": "engineering",
    "engrs": "engineers",
    "env": "environmental",
    "equip": "equipment",
    "fdn": "foundation",
    "gov": "government",
    "govt": "government",
    "grp": "group",
    "hcare": "healthcare",
    "hldgs": "holdings",
    "hse": "house",
    "inds": "industries",
    "info": "information",
    "intl": "international",
    "labs": "laboratories",
    "maint": "maintenance",
    "mgmt": "management",
    "mgt": "management",
    "mfg": "manufacturing",
    "natl": "national",
    "org": "organisation",
    "prods": "products",
    "props": "properties",
    "ptnrs": "partners",
    "rly": "railway",
    "saint": "st",
    "serv": "service",
    "servs": "services",
    "soc": "society",
    "sols": "solutions",
    "svc": "service",
    "svcs": "services",
    "sys": "systems",
    "tech": "technology",
    "techs": "technologies",
    "telecom": "telecommunications",
    "telecoms": "telecommunications",
    "univ": "university",
    # Counties, as the Post Office shortened them.
    "berks": "berkshire",
    "bucks": "buckinghamshire",
    "cambs": "cambridgeshire",
    "glos": "gloucestershire",
    "hants": "hampshire",
    "herts": "hertfordshire",
    "lancs": "lancashire",
    "leics": "leicestershire",
    "lincs": "lincolnshire",
    "middx": "middlesex",
    "northants": "northamptonshire",
    "northumb": "northumberland",
    "notts": "nottinghamshire",
    "oxon": "oxfordshire",
    "salop": "shropshire",
    "staffs": "staffordshire",
    "warks": "warwickshire",
    "wilts": "wiltshire",
    "worcs": "worcestershire",
    "yorks": "yorkshire",
}

# Numbers that names spell out as often as not: "Centre 33", "Channel Four".
NUMBERS = {
    "one": "1",
    "two": "2",
    "three": "3",
    "four": "4",
    "five": "5",
    "six": "6",
    "seven": "7",
    "eight": "8",
    "nine": "9",
    "ten": "10",
    "eleven": "11",
    "twelve": "12",
}

# "Carlisle and N Lakeland".
COMPASS = {"n": "north", "s": "south", "e": "east", "w": "west"}

# Bodies that changed what all their branches are called, and words that are written as one or as two.
RENAMED = {
    # Age Concern and Help the Aged joined in 2009, and local Age Concerns took the new name.
    "age concern": "age uk",
    "citizens advice bureau": "citizens advice",
    "citizens advice bureaux": "citizens advice",
    "nhs ft": "nhs foundation trust",
    "united kingdom": "uk",
    "great britain": "gb",
}

# What suppliers say they are or do: where one of these is spelt a letter off, what was meant is plain to see.
_ACTIVITY_WORDS = """
academy accountancy accounting action administration advice advisory agency alliance analytics appeal
application applications architects architecture assessment associate associated associates association
authority automation benefits board brothers building business care carers catering centre centres
charitable charity children childrens citizens cleaning clinic cloud club college communication
communications community company computer computers computing conference congregation connect construction
consultancy consultants consulting contracting contractors corporation council counselling creative data
department design development developments digital disabilities disability distribution district education
educational electrical electronics emergency employment energy engineering engineers enterprise enterprises
environmental equipment europe european events facilities family federation finance financial forum
foundation fund furniture global group health healthcare holdings home homes hospice hospital housing
independent industrial industries information initiative innovation installation institute insurance
integrated integration interactive international investment investments laboratories learning legal leisure
licensing limited living logistics maintenance management manufacturing marketing materials media medical
memorial mental mobile national network networks nursery nursing office organisation organisations partners
partnership partnerships performance planning printing procurement productions products professional
programme programmes project projects properties property public publishing quality recruitment recycling
regional registered rehabilitation removals rental research resource resources respite retail royal school
science scientific security service services social society software solicitors solution solutions
specialist sports staffing storage strategic supplies supply support supported surgery surveyors sustainable
system systems technical technologies technology telecom telecommunications telecoms theatre therapy trading
training transport travel trust university ventures voluntary volunteer wellbeing women womens youth
"""
ACTIVITY = frozenset(_ACTIVITY_WORDS.split())

# Words that join others.
JOINING = frozenset(["and", "of", "for", "in", "the", "at", "to", "with", "on", "by", "a", "an"])
