"""The words that names of suppliers in this country share, and how they are shortened."""

# Each is read as what it stands for. Left out are those that stand for two things, as "CVS" does (council for
# voluntary service, community and voluntary services), and those that are words or names, as "sol" is.
SHORTENED = {
    "admin": "administration",
    "assoc": "association",
    "assocs": "associates",
    "assn": "association",
    "bldg": "building",
    "bros": "brothers",
    "cab": "citizens advice bureau",
    "coll": "college",
    "comms": "communications",
    "corp": "corporation",
    "dept": "department",
    "educ": "education",
    "engrs": "engineers",
    "fdn": "foundation",
    "grp": "group",
    "hcare": "healthcare",
    "hldgs": "holdings",
    "intl": "international",
    "mgmt": "management",
    "mgt": "management",
    "mfg": "manufacturing",
    "natl": "national",
    "rly": "railway",
    "saint": "st",
    "svc": "service",
    "svcs": "services",
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
