"""Words by which a name is one of an organisation, a place or a thing, and firms that have none of them.

Made for this program from common knowledge and from how firms that sell to councils are named.
"""

from typing import Final

_ORGANISATION = """
    ab academy access account accountants accounts advisers advisors advisory advocate aerospace ag agencies
    agency airport airports alliance allowances almshouses analytics and app appeal apps architects
    architecture archive arts as associate associates association at authority automation avenue aviation
    azure bakers bakery banking bedrooms blinds board books borough brewery britain british broadcasting
    bros brothers build builders building buildings bus buses business butchers bv by cabs cafe capital care
    carpentry cars case casework catering cathedral center centre chambers chancellor charity chemist
    chemists cic cio civil civils cleaning client clinic clothes clothing cloud club co co-op coach coaches
    collection collective college commission committee comms communication communications community
    companies company computer computers computing concepts construction consult consultancy consultant
    consultants consulting contract contracting contractor contractors contracts control controls coop
    cooperative corp corporation council couriers creative crescent data daughters decorating decorators
    demolition dental department design designers designs development developments digital diocese direct
    disability doors drive dynamics education electric electrical electronics energy engineer engineering
    engineers enquiries enquiry enterprise enterprises environment environmental equipment estate estates
    europe european event events excel expenses express fabrications facilities failover family farms
    fashion federation fencing film films finance financial fire fitness flooring flowers fm food foods
    footwear for foundation fund funds furniture gallery garden gardens gas gb global gmbh graphics
    groundworks group health healthcare heating highways hire holding holdings homes hospice hospices
    hospital house housing hygiene ict in inc incorporated indemnity industrial industries infants
    initiative innovation innovations insight insights institute institution instruments insurance
    intelligence interactive interiors international internet intl investments it jewellers joiners joinery
    junior justice kitchens lab labels laboratories labs landscapes landscaping laundry learning lease
    leasing legal leisure library licence licences license licenses lieutenant lighting limited linen llc
    llp logistics london lp ltd machinery maintenance managed management manufacturing marine marketing
    mayoress measurement mechanical media medical memorial metals mews minibuses ministry mobile motors
    museum music national network networks news nurseries nursery nursing nv of on online opticians optics
    oy packaging painters panel paper parish partner partners partnership people performance personnel pest
    pets pharma pharmacy photographers photography place planning playgroup plc plumbing plus portal ports
    power practice preschool press primary print printers printing product production productions products
    programme programmes project projects properties property pte pty publications publishing racing radio
    rail railways reader recovery recruitment recycling regeneration renewal rental replication research
    resources resourcing restaurant retail reuters review road roofing sa safety sarl sas scaffolding scan
    scanner school schools scotland sculpture secondary security server service services settlement shipping
    shoes shop shops signs site skips society software solicitor solicitors solution solutions son sons spa
    sports sql square srl stadium staffing station steel stone stores strategic strategy studio studios
    supplies supply support surfacing surgery surveyors system systems talent taverns taxi taxis teams tech
    technical technologies technology telecom telecoms television terrace the theatre theatres timber to
    tools traders trading training transport travel trust tv uk uniforms union university user users vehicle
    vehicles ventures version veterinary vets visio waste water web wharf wholesale windows with workplace
    works workshop workwear worldwide
"""
ORGANISATION: Final = frozenset(_ORGANISATION.split())
# People are called this as well, so that it speaks against a person only after a title of rank: "Sir
# John Cass Hall".
_SURNAMES_TOO = """
    art bank bridge church close court craft england farm gate glass hall hill home hood ireland lane law
    mayor office park plant royal store street wales way
"""
SURNAMES_TOO: Final = frozenset(_SURNAMES_TOO.split())
# Firms that bear the whole name of a person and no other word.
_FIRMS = """
    a j gallagher; alan baxter; alan turing; alexander dennis; alexander mann; alfred mcalpine; anthony
    nolan; arthur andersen; arthur gallagher; charles kendall; charles russell speechlys; charles stanley;
    charles taylor; charlie bigham; david lloyd; david phillips; e on; ernest jones; ernst young; frank
    haslam milan; frank knight; george wimpey; harry fairclough; harvey nash; helen keller; henry boot;
    henry schein; hugh james; j d wetherspoon; jack wills; james fisher; james latham; james walker; jan de
    nul; john crane; john deere; john laing; john lewis; john menzies; john mowlem; john sisk; john wiley;
    john wood; joseph rowntree; karen millen; laura ashley; leonard cheshire; marie curie; martin dawes; max
    fordham; michael page; oliver wyman; paul smith; philip morris; philip williams; robert bosch; robert
    half; robert mcalpine; robert walters; samuel heath; sue ryder; t mobile; ted baker; thomas cook; thomas
    pink; thomas pocklington; thomas reuters; tim hortons; tom tom; tony blair; tony gee; victoria forms; w
    h smith; william hill
"""
FIRMS: Final = frozenset(" ".join(name.split()) for name in _FIRMS.split(";"))
# Makes and firms that are known by a title: Dr Foster, Miss Selfridge, Mr Kipling.
_TITLED = "foster martens pepper selfridge kipling muscle porter sixty oetker beeton bean men barnardo clutch"
TITLED_BRANDS: Final = frozenset(_TITLED.split())
