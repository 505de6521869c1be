// Common given names and surnames, combined at random; the towns and streets are fictitious.

/** Given names of women and men. */
export const FIRST_NAMES = {
  F: `
    Ada Alma Amina Anouk Aurora Beatriz Bianca Carla Chiara Clara Dalia Daphne Edith Elena Elif
    Esther Fatima Freya Greta Hana Helga Ida Imani Ines Ingrid Iris Jana Joana Judith Kaia Karin
    Keiko Lena Leonie Lidia Linnea Lucia Maia Malin Marta Mei Mina Nadia Naomi Nina Olga Paula
    Petra Priya Ramona Rosa Saskia Selma Sofia Soraya Tamar Thea Ursula Vera Wanda Yara Yuki
    Zora
  `
    .trim()
    .split(/\s+/),
  M: `
    Aaron Adil Alec Andre Anton Arlo Axel Bashir Boris Bruno Callum Carlos Cyrus Dario Diego
    Edgar Emil Enzo Erik Felix Finn Gustav Hakan Hamid Henrik Hugo Igor Ivan Jakob Joel Jonas
    Jorge Kai Karim Kenji Lars Leo Lorenz Luca Magnus Malik Marek Mateo Milan Nico Nils Omar
    Oskar Otto Pablo Pavel Quentin Rafael Ravi Rolf Samir Simon Stefan Tariq Theo Tomas Viktor
    Walter Yusuf
  `
    .trim()
    .split(/\s+/),
} as const;

/** Surnames, some with an apostrophe. */
export const SURNAMES = `
  Abara Adler Albrecht Almeida Anders Arslan Baker Barros Becker Bergman Bianchi Blom Brandt
  Castro Chandra Cole Costa Dahl Demir Dietz Duarte Ekberg Fabian Falk Ferreira Fontana Fraser
  Gallo Garner Gray Haas Hansen Hart Hoffman Holm Ibarra Ishida Jansen Kaplan Keller Khan Kimura
  Klein Kovac Kruger Lang Larsen Lehmann Lind Lombardi Lund Mancini Marin Mbeki Mehta Mendes
  Moreau Mori Navarro Nowak Nyberg O'Dell O'Hara Okafor Olsen Ortega Osei Park Patel Pereira
  Petrov Quist Rahman Ramos Reis Ricci Romero Rossi Sato Schmid Serrano Sharma Silva Sokolov
  Stern Strand Suzuki Tanaka Torres Vogel Wagner Weber West Winter Wolf Yamada Yilmaz Zeller
  Ziegler
`
  .trim()
  .split(/\s+/);

/** Street names without a number. */
export const STREETS = `
  Alder Row, Anvil Street, Applecart Lane, Beacon Hill Road, Brickfield Way, Candle Court,
  Chapel Steps, Cooper Street, Cross Keys Road, Dovecote Lane, Ferry Road, Foundry Street,
  Garland Avenue, Harbour View, Heron Close, Kiln Lane, Lantern Street, Long Meadow, Mill Race,
  Millstone Road, Orchard Terrace, Parsley Lane, Quarry Road, Ropewalk, Saddler Street,
  Saltmarsh Road, Tallow Street, Thistle Bank, Weaver Lane, Windmill Rise
`
  .trim()
  .split(/,\s+/);

/** Towns, each with its state and the first three digits of its ZIP code. */
export const TOWNS = `
  Alderbrook / OR / 973, Ashgrove Falls / WA / 985, Bellwether / VT / 056,
  Birch Landing / MN / 557, Copper Bend / AZ / 857, Drywater / NV / 894, Eastmere / ME / 044,
  Fallow Creek / KS / 675, Greywick / MA / 015, Harrow Point / MI / 498, Juniper Flats / UT / 845,
  Kestrel Bay / CA / 954, Lowfield / IA / 508, Marrow Springs / AR / 719, Nettlecombe / NH / 033,
  Ochre Valley / NM / 875, Pinder Hollow / TN / 377, Quillport / RI / 028, Redthorn / TX / 786,
  Saltery / AK / 998, Tamarind Key / FL / 330, Umber Ridge / CO / 814, Vesper Lake / WI / 545,
  Willowmarsh / LA / 705
`
  .trim()
  .split(/,\s+/)
  .map((town) => town.split(' / '));
