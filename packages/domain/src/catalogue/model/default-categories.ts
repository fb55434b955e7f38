/** A category to begin with, and those below it. */
export interface CategorySeed {
  readonly slug: string;
  readonly nameFr: string;
  readonly nameEn: string;
  readonly children?: readonly CategorySeed[];
}

/** What is bought and sold online in the region, by demand. */
export const DEFAULT_CATEGORIES: readonly CategorySeed[] = [
  {
    slug: 'graphisme-design',
    nameFr: 'Graphisme et design',
    nameEn: 'Graphics and design',
    children: [
      { slug: 'logo-identite', nameFr: 'Logo et identité visuelle', nameEn: 'Logo and brand identity' },
      { slug: 'affiches-flyers', nameFr: 'Affiches et flyers', nameEn: 'Posters and flyers' },
      { slug: 'faire-part', nameFr: 'Faire-part et invitations', nameEn: 'Invitations' },
      {
        slug: 'pagne-textile',
        nameFr: 'Motifs de pagne et textile',
        nameEn: 'Wax print and textile patterns',
      },
    ],
  },
  {
    slug: 'developpement-informatique',
    nameFr: 'Développement et informatique',
    nameEn: 'Programming and tech',
    children: [
      {
        slug: 'sites-web',
        nameFr: 'Sites web',
        nameEn: 'Websites',
        children: [
          { slug: 'wordpress', nameFr: 'WordPress', nameEn: 'WordPress' },
          { slug: 'boutique-en-ligne', nameFr: 'Boutique en ligne', nameEn: 'Online shops' },
        ],
      },
      { slug: 'applications-mobiles', nameFr: 'Applications mobiles', nameEn: 'Mobile apps' },
      {
        slug: 'integration-mobile-money',
        nameFr: 'Intégration mobile money',
        nameEn: 'Mobile money integration',
      },
      { slug: 'depannage-reseaux', nameFr: 'Dépannage et réseaux', nameEn: 'Support and networks' },
    ],
  },
  {
    slug: 'marketing-digital',
    nameFr: 'Marketing digital',
    nameEn: 'Digital marketing',
    children: [
      { slug: 'reseaux-sociaux', nameFr: 'Gestion des réseaux sociaux', nameEn: 'Social media management' },
      { slug: 'whatsapp-business', nameFr: 'WhatsApp Business', nameEn: 'WhatsApp Business' },
      { slug: 'publicite-en-ligne', nameFr: 'Publicité en ligne', nameEn: 'Online advertising' },
    ],
  },
  {
    slug: 'redaction-traduction',
    nameFr: 'Rédaction et traduction',
    nameEn: 'Writing and translation',
    children: [
      { slug: 'traduction-francais-anglais', nameFr: 'Français ↔ anglais', nameEn: 'French ↔ English' },
      {
        slug: 'langues-africaines',
        nameFr: 'Langues africaines',
        nameEn: 'African languages',
      },
      { slug: 'redaction-web', nameFr: 'Rédaction web', nameEn: 'Web copywriting' },
      { slug: 'cv-lettres', nameFr: 'CV et lettres de motivation', nameEn: 'CVs and cover letters' },
      { slug: 'memoires-relecture', nameFr: 'Relecture de mémoires', nameEn: 'Proofreading of theses' },
    ],
  },
  {
    slug: 'video-audio',
    nameFr: 'Vidéo et audio',
    nameEn: 'Video and audio',
    children: [
      { slug: 'montage-video', nameFr: 'Montage vidéo', nameEn: 'Video editing' },
      { slug: 'voix-off', nameFr: 'Voix off', nameEn: 'Voice over' },
      { slug: 'production-musicale', nameFr: 'Production musicale', nameEn: 'Music production' },
    ],
  },
  {
    slug: 'affaires-administration',
    nameFr: 'Affaires et administration',
    nameEn: 'Business and administration',
    children: [
      { slug: 'plans-daffaires', nameFr: "Plans d'affaires", nameEn: 'Business plans' },
      { slug: 'comptabilite-ohada', nameFr: 'Comptabilité OHADA', nameEn: 'OHADA accounting' },
      { slug: 'assistance-virtuelle', nameFr: 'Assistance virtuelle', nameEn: 'Virtual assistance' },
    ],
  },
  {
    slug: 'formation-cours',
    nameFr: 'Formation et cours',
    nameEn: 'Training and tutoring',
    children: [
      { slug: 'soutien-scolaire', nameFr: 'Soutien scolaire', nameEn: 'School tutoring' },
      { slug: 'bureautique', nameFr: 'Bureautique', nameEn: 'Office software' },
    ],
  },
];
