"""Given names that are common in the United Kingdom, by which a supplier that is a person is suspected.

Made for this program from common knowledge: names given to children and carried by adults here, of every
tradition that is common in London, without their accents. Names that are as often surnames or words and
so begin the names of firms (Morgan, Grant, Harvey, Bailey, Hunter, Mason) are left out on purpose.
"""

from typing import Final

_NAMES = """
    aaliyah aarav aaron abby abdi abdirahman abdul abdullah abdulrahman abebe abena abigail abiodun abiola
    abosede abu adam ade adebayo adebola adedayo adeel adekunle adeola adewale adil aditi aditya adnan
    adrian adriana adwoa afolabi agata agnes agnieszka ahmad ahmed aidan aiko aisha aishah ajay akash akbar
    akira akosua akram akua akwasi alaa alan alastair albert alec alejandro aleksander aleksandra alessandra
    alessandro alex alexander alexandra alfie alfred ali alice alicia alison alistair aliyah almaz alyssa
    ama amadou amal amanda amar amara amber amelia amina aminah aminata amir amira amit amjad amrit amrita
    amy anand anas anastasia andrea andreas andrei andrew andrzej andy angela angus anil anisha anita anjali
    ankit ann anna annabel anne annette annie anoop anthea anthony antoine antonia antonio anuj anwar aparna
    arash aravind archie ariel arif arjun arthur arun aruna asad asha ashish ashok ashwin asif asma atif
    audrey aurangzeb avi aviva ayaan ayesha ayman ayo ayodeji ayodele azadeh aziz babar babatunde bahram
    balbir baldev balwinder barbara barry bartosz basit beata beatrice becky behnaz belinda ben benedict
    benjamin berhane bernadette bernard bernice bethany betty beverley bhavesh bhavna bhupinder bilal bill
    billy bob bobby bogdan bola bolanle boris brenda brendan brian bridget bronwen bruno bryan bukola bushra
    callum carl carla carlos carmel carmen carol carole caroline carolyn catarina catherine cathy cecilia
    celia chaim chan chana charles charlie charlotte chen-wei cheryl chetan chiamaka chiara chidi chika
    chimamanda chinedu chinwe chioma chloe chris christian christina christine christopher christos
    chukwuemeka claire clara clare claude claudia clive colette colin comfort conor constance corinne costas
    craig cristian cristina cynthia cyrus daisy daljit damian damilola dan daniel danielle daphne dariush
    dariusz darren dave david davinder dawit dawn dayo debbie deborah debra deepa deepak deepika deirdre
    denise deqa derek dermot desmond devendra dharmesh dhruv diana diane diego dieter dilip dimitri dimitris
    dinesh dipak divya dmitri dominic don donald donna dora doreen doris dorota dorothy doug douglas dov
    dylan ebony ed eddie edith edmund eduardo edward edwin efua ehsan eileen elaine eleanor elena eliezer
    elif elisabeth elizabeth ella ellen ellie eloise elsie elzbieta emeka emil emily emma emmanuel emre
    enrico eric erica esi esra esther ethan eugene eva evelyn evie ewa eyob fabio faduma fadumo fahad faisal
    farah farhad farhan farhiya farid farooq faruk farzaneh fatima fatimah fatou fawad fawzia faye federica
    felicity felix femi fereshteh fergus fernando filipe fiona florence florin folake folasade frances
    francesca francesco francis francisco francois frank fred freddie frederick freya funke funmilayo
    gabriela gagandeep gail ganesh gareth gary gaurav gavin gbenga geeta gemma geoff geoffrey george georgia
    georgina gerald geraldine gerard gheorghe gill gillian giorgio giovanni girish gita giulia giuseppe
    gladys glen glenda glenn gloria glyn golda gonzalo gopal grace graeme greg gregory grzegorz guillaume
    gunther gurdeep gurinder gurmeet gurpreet gwen gwyneth habib hafsa haider haile halima hamid hamza hana
    hanan hannah hans hardeep hari harish harjit haroon harpreet harriet harry harsh harsha hasan hashim
    hasina hassan hayley hazel heather hector helen helga hemant henrietta henry hilary hilda hiroko hiroshi
    hitesh hiwot hodan holly hong hossein hua hugh hugo hui humayun hussain hussein ian ibrahim idris
    ifeanyi ifeoma ifrah iftikhar ijaz ikechukwu ikram ilhan ilona imad imogen imran inam inderjit indira
    ines ingrid ioana ioannis ionut iqbal irene irfan irina iris isaac isabel isabella isabelle isha ishmael
    isla ismail ivan ivana ivo ivor ivy iwona jacek jack jackie jacqueline jade jagdish jagjit jake jakub
    jamal james jamie jamil jamila jan jane janet janice janine janusz jason jaspreet jaswinder jatin javed
    javier jaya jayant jayesh jean jean-pierre jeff jeffrey jemima jennie jennifer jenny jeremy jerry jess
    jessica jiaming jian jill jim jimmy jin-soo jing jo joan joanna joanne joao jodie joe joel john johnny
    jolanta jon jonathan jorge jose joseph josephine josh joshua joy joyce juan judith judy julia julian
    julie juliet jun junaid june jurgen justin justyna jyoti kalpana kamal kamaljit kamil kamran kapil karan
    karen karim karl karolina kashif katarzyna kate katherine kathleen kathryn kathy katie katrina kaveh
    kavita kay kehinde keith kelechi kemal ken kenji kenneth kerry kevin khadija khadijah khadra khaled
    khalid kieran kim kiran kirsty kishan kishore klaus kofi kojo konstantinos kostas krishna krzysztof
    kuldeep kulwinder kunal kunle kwabena kwaku kwame kwasi kwesi kwok lakshmi lalit lan lanre lars latha
    laura lauren laurence laurie layla leah leanne lei leigh leila lekan leo leonard leora lesley leslie
    li-na liam lily linda lindsay linh lisa liz lola lorna lorraine louis louisa louise luca lucas lucia
    lucinda lucy ludmila luigi luis lukasz luke luqman lydia lyn lynda lynn lynne mabel maciej madeleine
    madhu magdalena mahesh mahmood mahmoud mahsa maisie malcolm malgorzata malka mamadou mandeep mandy
    manish manisha manjit manoj manuel marc marcia marcin marco marcus marek margaret maria marian marie
    marilyn marina mario marion mariusz marjorie mark marta martha martin martina mary maryam mateusz mathew
    matt matteo matthew maureen maurice max maxine małgorzata meena meera meg megan mehdi mehmet mehran
    mehul mei mei-ling melanie melissa menachem mendel mercy mia michael michal michał michelle mick miguel
    mihaela mihai mike mikhail mildred milena millie min-ji mina ming minh miranda miriam miroslav mitra
    mohamed mohammad mohammed mohamud mohan mohini mohsen moin moira molly mona monica monika mordechai
    moshe mubarak muhammad muhammed mukesh mulugeta munir muriel musa mustafa nabeel nabil nadeem nadia
    nadine naeem najma nalini nana nancy naoko naomi naresh narges narinder nasir nasreen nasrin natalia
    natalie natasha nathan navdeep naveen nazia neal neelam neeraj negar neha neil ngoc ngozi nguyen
    nicholas nick nicola nicole nigel nikhil nikolai nikolaos nikos nilesh niloufar nimco nimesh nirmal
    nisha nitin nkechi nnamdi nneka noel noor nora norma norman nuno nusrat obinna oksana olabisi olajide
    olena olga oliver olivia olu olufemi olusegun oluwaseun oluwatobi omar osama oscar osman padma pamela
    pankaj panos paolo paresh parisa parminder parveen pat patience patricia patrick paul paula pauline
    pavel pawel paweł pedro peggy penelope penny peter petr petra phil philip philippa phillip phoebe phuong
    phyllis pierre pilar ping piotr pippa polly pooja poonam poppy prakash pranav prashant pratik praveen
    preeti priti priya priyanka przemyslaw qasim qing rachael rachel radoslaw rafal rafał rafiq rahim raj
    raja rajan rajesh rajinder rajiv raju rakesh ralph raluca ram raman ramesh rana ranjit rashid rashmi
    raul ravi ravinder ray raymond razia razvan rebecca reena reginald rehana rehman rekha renata renuka rex
    reza rhiannon rhys ricardo richard rita ritu rivka rizwan rob robert roberta robertas robin rod roderick
    rodney rodrigo roger rohan rohit roisin roman ron ronald rory rosa rosalind rose rosemary rosie rotimi
    roy roya rubina rupa rupert russ ruth ryan saad sabina sabrina sachin sadia saeed safia sagal sahra
    saima sajid salim sally salma salman salvatore sam samantha samina samir samuel sandeep sandra sandy
    sangeeta sanjay sanjeev santosh sapna saqib sara sarah sarfraz sarita saskia satinder satish satoshi
    sean sebastian seema segun selam sergei sergio seun shabana shabir shafiq shahid shahida shahnaz shahram
    shailesh shaista shakeel shakil shamim shamima shane shanti sharad sharon shaun shazia sheila shilpa
    shirin shirley shivani shlomo shmuel shobha shoshana shreya shyam sian siavash silvia simisola simon
    simone sinead siobhan siu slawomir sneha sofia sohail soheila sola sonal sonia soo-jin sophia sophie
    srinivas stanislav stanislaw stavros stefan stefano stella stephanie stephen steve steven stewart sudha
    sudhir sue sufian sujata sukhdev sukhvinder sukhwinder sulaiman suleman suman sumaya sumit sundeep sunil
    sunita suresh surinder susan susannah sushil suzanne svetlana swati sybil syed sylvia sylwia szymon
    tadeusz taher tahir tahira takashi talha tamara tania tanveer tara tariq tatiana tayo ted tejal temitope
    terence teresa terry tesfaye tess thanh thelma theo theodore theresa thi thomas thuy tigist tim timothy
    tina titilayo tobi toby todd tokunbo tolu tom tomasz tommy tony tracey tracy trevor trudy tuan tunde
    tzvi uche uchenna ulrich uma umar umesh umit ursula urszula usha usman valerie vanessa varsha vasile
    vassilis venkat vera verity veronica vicki vicky victor victoria vijay vikas vikram viktor vimal vinay
    vincent vineet vinod viola violet vipul virginia vishal vivek vivian vivien vivienne vladimir vytautas
    waheed wahid wai waleed waqar warsame waseem wasim wei wei-ling wendy wilfred will william wing winifred
    wioletta wojciech wole wolfgang xiao xiaoming xin yaa yaakov yan yannis yasin yasir yasmeen yasmin yaw
    yehuda yemi yetunde yi yinka yitzhak yogesh yohannes yonis yosef younis yousef yousuf yuki yuko yumi
    yuri yusuf yvette yvonne zachary zafar zahid zahra zainab zakir zara zbigniew zeeshan zev zeynep zhang
    zhen zia zoe zofia zoltan zubair zulfiqar łukasz
"""
GIVEN_NAMES: Final = frozenset(_NAMES.split())
