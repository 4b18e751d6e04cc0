import type { Atlas } from './atlas.ts';
import { City } from './city.ts';

/** Haven: a harbour to the south, a great square with the star, a park to the west, the market to the east. */
export function haven(atlas: Atlas): City {
  const city = new City(atlas, 20260, 'plaza');
  layGround(city);
  raiseBuildings(city);
  plantPark(city);
  furnishSquare(city);
  openMarket(city);
  buildHarbour(city);
  city.gate(30, 2, 'skygate', 'meridian', 'gate');
  city.spawn('center', 32.5, 29.5);
  city.spawn('center-west', 27, 26);
  city.spawn('center-east', 38, 26);
  city.spawn('center-north', 32.5, 20.5);
  city.spawn('quay', 32, 35);
  city.spawn('gate', 32.5, 9.5);
  openFarGates(city);
  return city.finish();
}

/** The ways out of the city. Who comes back arrives at the spawn that is called after the place. */
function openFarGates(city: City): void {
  city.gate(0, 19, 'verdant-forest', 'verdant-forest', 'haven');
  city.spawn('verdant-forest', 5.5, 24);
  city.gate(58, 9, 'glass-desert', 'glass-desert', 'haven');
  city.spawn('glass-desert', 56.5, 14);
  city.gate(30, 41, 'proving-pit', 'proving-pit', 'haven');
  city.spawn('proving-pit', 28.5, 45.5);
  city.spawn('station', 11, 41);
}

function layGround(city: City): void {
  city.ground('street', 0, 12, 64, 4);
  city.ground('street', 18, 12, 3, 22);
  city.ground('street', 44, 12, 3, 22);
  city.ground('terrace', 47, 16, 17, 18);
  city.ground('grass', 0, 16, 18, 18);
  city.ground('path', 0, 23, 18, 2);
  city.ground('path', 8, 16, 2, 18);
  city.disc('path', 9, 24, 4.6, 4.6);
  city.disc('water', 9, 24, 2.6, 2.6);
  city.ground('water', 0, 38, 64, 10);
  for (const [x, length] of [
    [9, 7],
    [30, 9],
    [52, 6],
  ] as const)
    city.ground('planks', x, 38, 4, length);
  city.ground('planks', 27, 42, 11, 6);
  city.rings(32, 25);
  city.lane('x', 0, 13, 64);
  city.lane('y', 19, 16, 18);
  city.lane('y', 45, 16, 18);
  city.crossing('x', 31, 12, 3, 4);
  city.crossing('y', 18, 24, 3, 3);
  city.crossing('y', 44, 24, 3, 3);
}

function raiseBuildings(city: City): void {
  city.building(1, 1, { width: 7, roofRows: 5, floors: 3, style: 'indigo', doors: [3] });
  city.building(9, 3, { width: 6, roofRows: 4, floors: 3, style: 'clay', doors: [1, 4] });
  city.building(16, 0, { width: 5, roofRows: 6, floors: 4, style: 'teal', doors: [2] });
  city.building(22, 3, { width: 6, roofRows: 4, floors: 3, style: 'rose', doors: [2, 3] });
  city.building(37, 3, { width: 6, roofRows: 4, floors: 3, style: 'clay', doors: [2, 3] });
  city.building(44, 0, { width: 6, roofRows: 6, floors: 4, style: 'indigo', doors: [3] });
  city.building(51, 3, { width: 5, roofRows: 4, floors: 3, style: 'teal', doors: [1] });
  city.building(57, 1, { width: 6, roofRows: 5, floors: 3, style: 'rose', doors: [2] });
  for (const [x, y] of [
    [13, 7],
    [25, 7],
    [46, 7],
    [60, 6],
  ] as const)
    city.prop('neonRose', x, y);
  for (const [x, y] of [
    [5, 5],
    [17, 6],
    [40, 7],
    [54, 7],
  ] as const)
    city.prop('neonCyan', x, y);
  for (const x of [8, 15, 21, 29, 35, 43, 50, 56]) city.prop('lamp', x, 10);
  for (const x of [10, 46]) city.prop('bench', x, 10);
  for (const x of [2, 18, 52]) city.prop('planter', x, 10);
  for (const [x, y] of [
    [28, 1],
    [35, 1],
    [28, 4],
    [35, 4],
  ] as const)
    city.tree('blossom', x, y);
  city.prop('planter', 25, 10);
  city.prop('planter', 38, 10);
  for (const x of [5, 24, 40, 59]) city.prop('lamp', x, 15);
}

function plantPark(city: City): void {
  for (const [x, y] of [
    [0, 15],
    [3, 16],
    [11, 15],
    [14, 16],
    [12, 19],
    [13, 25],
    [0, 28],
    [4, 29],
    [11, 29],
    [15, 28],
  ] as const) {
    city.tree((x + y) % 3 === 0 ? 'blossom' : 'leaf', x, y);
  }
  city.tree('pine', 15, 21);
  for (const [x, y] of [
    [6, 17],
    [10, 18],
    [15, 26],
    [6, 28],
    [11, 28],
    [7, 32],
    [16, 32],
    [1, 32],
  ] as const)
    city.bush(x, y);
  for (const [x, y] of [
    [12, 17],
    [2, 30],
    [14, 31],
    [6, 31],
    [11, 25],
  ] as const)
    city.prop('flowers', x, y);
  city.prop('bench', 5, 26);
  city.prop('bench', 11, 22);
  for (const [x, y] of [
    [7, 18],
    [10, 28],
    [13, 24],
  ] as const)
    city.prop('lamp', x, y);
}

function furnishSquare(city: City): void {
  city.prop('monument', 30, 21);
  for (const [x, y] of [
    [22, 17],
    [42, 17],
    [22, 30],
    [42, 30],
  ] as const)
    city.prop('lamp', x, y);
  for (const [x, y] of [
    [24, 18],
    [38, 18],
    [24, 32],
    [38, 32],
  ] as const)
    city.prop('planter', x, y);
  for (const [x, y] of [
    [21, 23],
    [42, 23],
  ] as const)
    city.prop('bench', x, y);
  city.tree('blossom', 21, 25);
  city.tree('blossom', 42, 25);
  city.festoons(20, 14, 2);
  city.festoons(33, 14, 2);
  city.festoons(20, 30, 2);
  city.festoons(33, 30, 2);
  for (const [x, y] of [
    [21, 20],
    [43, 20],
    [21, 28],
    [43, 28],
  ] as const)
    city.bush(x, y);
  city.tree('leaf', 21, 19);
  city.tree('leaf', 42, 19);
  city.prop('kiosk', 28, 17);
  city.prop('kiosk', 36, 17);
  city.prop('banner', 27, 17);
  city.prop('banner', 37, 17);
}

function openMarket(city: City): void {
  city.building(57, 16, { width: 7, roofRows: 3, floors: 2, style: 'clay', doors: [2, 3] });
  city.prop('stallAmber', 48, 17);
  city.prop('stallRose', 52, 17);
  city.prop('stallCyan', 48, 22);
  city.prop('stallAmber', 52, 22);
  city.prop('stallRose', 58, 24);
  city.prop('stallCyan', 48, 28);
  city.prop('stallAmber', 58, 28);
  city.festoons(47, 19, 1);
  city.festoons(48, 24, 1);
  city.festoons(52, 29, 1);
  city.tree('blossom', 62, 19);
  city.prop('planter', 61, 21);
  city.prop('banner', 51, 20);
  city.prop('banner', 56, 16);
  city.prop('crates', 62, 24);
  city.prop('crates', 52, 29);
  city.prop('barrels', 54, 30);
  city.prop('barrels', 56, 22);
  city.prop('fountain', 54, 25);
  for (const [x, y] of [
    [47, 25],
    [55, 20],
    [62, 31],
    [51, 31],
  ] as const)
    city.prop('lamp', x, y);
}

function buildHarbour(city: City): void {
  for (const x of [4, 16, 24, 39, 48, 60]) city.prop('lamp', x, 35);
  for (const x of [2, 7, 14, 20, 26, 37, 43, 50, 57, 62]) city.prop('bollard', x, 37);
  city.prop('bench', 21, 35);
  city.prop('bench', 41, 35);
  city.prop('crates', 14, 34);
  city.prop('crates', 57, 34);
  city.prop('barrels', 8, 36);
  city.prop('barrels', 51, 35);
  city.prop('lamp', 28, 42);
  city.prop('lamp', 36, 42);
  city.prop('lamp', 9, 42);
  city.prop('lamp', 55, 41);
  city.prop('skiff', 14, 40);
  city.prop('skiff', 39, 40);
  city.prop('skiff', 56, 42);
  city.prop('boat', 6, 39);
  city.prop('boat', 25, 40);
  city.prop('boat', 49, 39);
  city.prop('boat', 2, 42);
}
