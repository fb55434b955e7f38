import fc from 'fast-check';
import { cleanFileName } from './file-name.js';

describe('the name of a file', () => {
  it.each([
    ['Maquette été.png', 'Maquette été.png'],
    ['../../etc/passwd', 'passwd.png'],
    ['C:\\Users\\awa\\logo.PNG', 'logo.PNG'],
    ['a\0.png', 'a.png'],
    ['a\r\nSet-Cookie: x.png', 'aSet-Cookie_ x.png'],
    ['facture\u202Egnp.exe', 'facturegnp.exe.png'],
    ['in\u200Bvisible\uFEFF.png', 'invisible.png'],
    ['\uD800moitié.png', 'moitié.png'],
    ['e\u0301te\u0301.png', 'été.png'],
    ['a"b*c:d<e>f?g|h.png', 'a_b_c_d_e_f_g_h.png'],
    ['a.php.png', 'a.php.png'],
    ['logo.svg', 'logo.svg.png'],
    ['CON', '_CON.png'],
    ['com1.png', '_com1.png'],
    ['console.png', 'console.png'],
    ['.htaccess', 'htaccess.png'],
    ['  espaces   partout . ', 'espaces partout.png'],
    ['', 'file.png'],
    ['...', 'file.png'],
    ['/', 'file.png'],
    ['.png', 'png.png'],
  ])('%j becomes %j', (name, cleaned) => {
    expect(cleanFileName(name, 'image/png')).toBe(cleaned);
  });

  it('keeps any usual ending of its type', () => {
    expect(cleanFileName('photo.jpeg', 'image/jpeg')).toBe('photo.jpeg');
    expect(cleanFileName('photo', 'image/jpeg')).toBe('photo.jpg');
    expect(cleanFileName('ventes.csv', 'text/plain')).toBe('ventes.csv');
  });

  it('is cut to a hundred characters, its ending kept', () => {
    const cleaned = cleanFileName(`${'é'.repeat(300)}.png`, 'image/png');
    expect(cleaned).toBe(`${'é'.repeat(96)}.png`);
    expect(cleanFileName(`${'a'.repeat(95)} b.png`, 'image/png')).toBe(`${'a'.repeat(95)}.png`);
  });

  it('is safe whatever it was, and stays as it is when cleaned again', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (name) => {
        const cleaned = cleanFileName(name, 'application/pdf');
        expect(cleaned).toMatch(/^[^\p{Cc}\p{Cf}\p{Cs}"*/:<>?\\|. ][^\p{Cc}\p{Cf}\p{Cs}"*/:<>?\\|]*\.pdf$/iu);
        expect([...cleaned].length).toBeLessThanOrEqual(100);
        expect(cleanFileName(cleaned, 'application/pdf')).toBe(cleaned);
      }),
    );
  });

  it.each(['.'.repeat(50_000), ' .'.repeat(25_000), 'a/'.repeat(25_000), 'com1'.repeat(12_500)])(
    'takes no time to clean, however hostile: %#',
    (hostile) => {
      const start = performance.now();
      cleanFileName(`${hostile}a`, 'image/png');
      expect(performance.now() - start).toBeLessThan(500);
    },
  );
});
