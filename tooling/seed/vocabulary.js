/**
 * What a service of one trade looks like.
 *
 * @typedef {object} Trade
 * @property {string} category the slug of one of the categories to begin with
 * @property {string} title
 * @property {string} description
 * @property {readonly string[]} tags
 * @property {number} price in francs, around which its sellers ask
 * @property {number} days
 * @property {readonly (readonly [title: string, price: number, extraDays: number])[]} options
 */

/** @type {readonly Trade[]} */
export const TRADES = [
  {
    category: 'logo-identite',
    title: 'Logo et charte graphique',
    description:
      'Trois propositions de logo, puis le dessin retenu en couleur, en noir et en blanc. Fichiers sources compris.',
    tags: ['logo', 'identité visuelle', 'charte'],
    price: 35_000,
    days: 4,
    options: [
      ['Carte de visite assortie', 7_500, 1],
      ['Papier à en-tête', 5_000, 1],
    ],
  },
  {
    category: 'affiches-flyers',
    title: 'Affiche et flyer prêts à imprimer',
    description:
      'Une affiche A3 et un flyer A5, textes relus, aux formats de l’imprimeur et des réseaux sociaux.',
    tags: ['affiche', 'flyer', 'impression'],
    price: 15_000,
    days: 2,
    options: [
      ['Version animée pour statut WhatsApp', 6_000, 1],
      ['Livraison en 24 heures', 5_000, -1],
    ],
  },
  {
    category: 'faire-part',
    title: 'Faire-part de mariage et de dot',
    description: 'Un faire-part élégant, vos photos et vos textes, à envoyer par WhatsApp ou à imprimer.',
    tags: ['mariage', 'dot', 'invitation'],
    price: 12_000,
    days: 3,
    options: [['Plan d’accès illustré', 3_000, 0]],
  },
  {
    category: 'pagne-textile',
    title: 'Motif de pagne original',
    description:
      'Un motif répété, dessiné pour votre association ou votre famille, aux couleurs de votre choix.',
    tags: ['pagne', 'textile', 'motif'],
    price: 60_000,
    days: 7,
    options: [['Deux déclinaisons de couleur', 15_000, 2]],
  },
  {
    category: 'wordpress',
    title: 'Site WordPress de cinq pages',
    description:
      'Un site rapide sur téléphone, référencé, avec formulaire et bouton WhatsApp. Formation comprise.',
    tags: ['wordpress', 'site web', 'référencement'],
    price: 150_000,
    days: 10,
    options: [
      ['Nom de domaine et hébergement un an', 45_000, 0],
      ['Page en anglais', 20_000, 2],
    ],
  },
  {
    category: 'boutique-en-ligne',
    title: 'Boutique en ligne avec paiement mobile money',
    description:
      'Catalogue, panier, paiement par MTN, Orange et Wave, suivi des commandes sur votre téléphone.',
    tags: ['boutique', 'e-commerce', 'mobile money'],
    price: 280_000,
    days: 15,
    options: [['Saisie de 50 produits', 40_000, 3]],
  },
  {
    category: 'applications-mobiles',
    title: 'Application Android sur mesure',
    description: 'Une application légère, qui marche avec peu de réseau, publiée à votre nom.',
    tags: ['android', 'application', 'mobile'],
    price: 450_000,
    days: 30,
    options: [['Tableau de bord web', 120_000, 10]],
  },
  {
    category: 'integration-mobile-money',
    title: 'Intégration de paiements mobile money',
    description:
      'Encaissement et remboursement dans votre site, avec les reprises et le rapprochement des paiements.',
    tags: ['mobile money', 'api', 'paiement'],
    price: 200_000,
    days: 8,
    options: [['Deuxième opérateur', 75_000, 3]],
  },
  {
    category: 'depannage-reseaux',
    title: 'Dépannage informatique à distance',
    description: 'Nettoyage, mise à jour, sauvegarde et remise en route de votre ordinateur, en une séance.',
    tags: ['dépannage', 'windows', 'sauvegarde'],
    price: 8_000,
    days: 1,
    options: [['Deuxième ordinateur', 5_000, 0]],
  },
  {
    category: 'reseaux-sociaux',
    title: 'Gestion de page Facebook et Instagram',
    description: 'Douze publications par mois, visuels compris, réponses aux messages et bilan chiffré.',
    tags: ['facebook', 'instagram', 'community management'],
    price: 75_000,
    days: 30,
    options: [['Quatre vidéos courtes', 30_000, 0]],
  },
  {
    category: 'whatsapp-business',
    title: 'Catalogue WhatsApp Business',
    description: 'Profil, catalogue, réponses automatiques et étiquettes, prêts à vendre dès la livraison.',
    tags: ['whatsapp', 'catalogue', 'vente'],
    price: 20_000,
    days: 2,
    options: [['30 produits de plus', 8_000, 1]],
  },
  {
    category: 'traduction-francais-anglais',
    title: 'Traduction du français vers l’anglais',
    description: 'Jusqu’à 2 000 mots, traduits et relus par une seconde personne.',
    tags: ['traduction', 'anglais', 'relecture'],
    price: 25_000,
    days: 3,
    options: [['1 000 mots de plus', 12_000, 1]],
  },
  {
    category: 'langues-africaines',
    title: 'Traduction en wolof, dioula ou ewondo',
    description: 'Textes, sous-titres et messages audio, par des locuteurs de naissance.',
    tags: ['wolof', 'dioula', 'ewondo'],
    price: 30_000,
    days: 4,
    options: [['Enregistrement audio', 15_000, 2]],
  },
  {
    category: 'cv-lettres',
    title: 'CV et lettre de motivation',
    description: 'Un CV clair d’une page et une lettre ciblée, en français ou en anglais.',
    tags: ['cv', 'emploi', 'lettre de motivation'],
    price: 6_000,
    days: 1,
    options: [['Profil LinkedIn', 4_000, 0]],
  },
  {
    category: 'memoires-relecture',
    title: 'Relecture de mémoire',
    description: 'Orthographe, style, bibliographie et mise en page, jusqu’à 60 pages.',
    tags: ['mémoire', 'relecture', 'mise en page'],
    price: 40_000,
    days: 5,
    options: [['Diaporama de soutenance', 15_000, 2]],
  },
  {
    category: 'montage-video',
    title: 'Montage vidéo',
    description: 'Cinq minutes montées, étalonnées et sous-titrées, musique libre de droits comprise.',
    tags: ['montage', 'vidéo', 'sous-titres'],
    price: 45_000,
    days: 4,
    options: [['Format vertical', 8_000, 0]],
  },
  {
    category: 'voix-off',
    title: 'Voix off en français',
    description: 'Deux minutes, voix claire sans accent forcé, livrées en WAV et en MP3.',
    tags: ['voix off', 'publicité', 'radio'],
    price: 18_000,
    days: 2,
    options: [['Musique et mixage', 10_000, 1]],
  },
  {
    category: 'plans-daffaires',
    title: 'Plan d’affaires pour dossier de banque',
    description: 'Étude de marché, compte prévisionnel sur trois ans et présentation de dix pages.',
    tags: ['business plan', 'financement', 'prévisionnel'],
    price: 120_000,
    days: 10,
    options: [['Répétition de l’entretien', 20_000, 0]],
  },
  {
    category: 'comptabilite-ohada',
    title: 'Comptabilité SYSCOHADA du mois',
    description: 'Saisie de 100 pièces, rapprochement bancaire, balance et déclaration prêtes à signer.',
    tags: ['ohada', 'comptabilité', 'fiscalité'],
    price: 65_000,
    days: 6,
    options: [['50 pièces de plus', 20_000, 2]],
  },
  {
    category: 'soutien-scolaire',
    title: 'Soutien en mathématiques, classes d’examen',
    description: 'Quatre séances en ligne d’une heure, exercices corrigés et sujets des années passées.',
    tags: ['mathématiques', 'baccalauréat', 'cours'],
    price: 16_000,
    days: 14,
    options: [['Séance de plus', 4_500, 2]],
  },
];

/** Whom a service is for: behind its title. */
export const AUDIENCES = [
  'pour restaurants et maquis',
  'pour salons de coiffure',
  'pour PME et commerces',
  'pour associations et tontines',
  'pour écoles privées',
  'pour artistes et musiciens',
  'pour églises et paroisses',
  'pour jeunes entreprises',
  'pour coopératives agricoles',
  'pour agences immobilières',
  'pour boutiques de mode',
  'pour cliniques et pharmacies',
  'pour traiteurs et pâtissiers',
  'pour ONG et projets',
  'pour étudiants et diplômés',
  'pour garages et transporteurs',
  'pour événements et mariages',
];

export const FIRST_NAMES = [
  ...['Awa', 'Fatou', 'Mariam', 'Aïcha', 'Aminata', 'Ndeye', 'Sylvie', 'Brigitte', 'Chantal', 'Esther'],
  ...['Moussa', 'Ibrahima', 'Cheikh', 'Ousmane', 'Kouadio', 'Yao', 'Serge', 'Hervé', 'Blaise', 'Emmanuel'],
  ...['Clarisse', 'Grâce', 'Rokia', 'Adjoua', 'Nadège', 'Idriss', 'Aristide', 'Pacôme', 'Landry'],
];

export const LAST_NAMES = [
  ...['Ndiaye', 'Diop', 'Sow', 'Fall', 'Ba', 'Traoré', 'Koné', 'Ouattara', 'Kouassi', 'Konan', 'N’Guessan'],
  ...['Mbarga', 'Ngono', 'Fotso', 'Kamga', 'Tchoumi', 'Essomba', 'Atangana', 'Nkeng', 'Bello', 'Diallo'],
  ...['Touré', 'Coulibaly', 'Yapi', 'Gueye', 'Sarr', 'Manga', 'Eto’o', 'Biya', 'Zogo', 'Abena'],
];

/**
 * Where people live: with the currency of their country, the prefix of their numbers before seven digits, and the
 * cities they name.
 *
 * @type {readonly { country: string, currency: 'XAF' | 'XOF', timezone: string, prefix: string, city: string }[]}
 */
export const PLACES = [
  { country: 'CM', currency: 'XAF', timezone: 'Africa/Douala', prefix: '+23767', city: 'Douala' },
  { country: 'CI', currency: 'XOF', timezone: 'Africa/Abidjan', prefix: '+225070', city: 'Abidjan' },
  { country: 'CM', currency: 'XAF', timezone: 'Africa/Douala', prefix: '+23769', city: 'Yaoundé' },
  { country: 'SN', currency: 'XOF', timezone: 'Africa/Dakar', prefix: '+22177', city: 'Dakar' },
  { country: 'CM', currency: 'XAF', timezone: 'Africa/Douala', prefix: '+23765', city: 'Bafoussam' },
];

/** @typedef {'customer' | 'seller'} Speaker */

/**
 * What the parties of an order say after each step of it, in several manners.
 *
 * @type {Readonly<Record<string, readonly (readonly (readonly [who: Speaker, content: string])[])[]>>}
 */
export const TALK = {
  place: [
    [
      ['customer', 'Bonjour, j’ai passé commande. Le lancement est pour la fin du mois.'],
      ['seller', 'Bonjour et merci ! Je commence dès que le paiement est là.'],
    ],
    [['customer', 'Bonsoir, j’ai besoin du travail avant la fête. Est-ce possible ?']],
    [
      ['customer', 'Bonjour, c’est pour ma boutique au marché central.'],
      ['seller', 'Très bien. Avez-vous des couleurs préférées ?'],
      ['customer', 'Le vert et l’ocre.'],
    ],
  ],
  capture: [
    [['seller', 'Paiement reçu, merci. Je vous montre une première version demain.']],
    [['seller', 'C’est bon pour moi, je me mets au travail.']],
  ],
  deliver: [
    [['customer', 'Merci, je regarde ce soir avec mon associé.']],
    [['seller', 'Dites-moi si quelque chose est à revoir.']],
  ],
  askRevision: [[['seller', 'Compris, je corrige et je renvoie.']]],
  accept: [
    [['customer', 'Excellent travail, merci beaucoup !']],
    [
      ['customer', 'C’est exactement ce qu’il fallait.'],
      ['seller', 'Avec plaisir. À bientôt !'],
    ],
  ],
  askRefund: [[['customer', 'Désolé, ce n’est pas ce qui était convenu. Je demande à être remboursé.']]],
  decline: [[['customer', 'Mon compte mobile money était vide, je recharge et je réessaie.']]],
};
