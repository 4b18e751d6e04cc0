import type { Atlas } from './atlas.ts';
import { City } from './city.ts';

/** Meridian: two canals with bridges, terraces, blossom gardens, and the market square in their middle. */
export function meridian(atlas: Atlas): City {
  const city = new City(atlas, 48151, 'terrace');
  layGround(city);
  raiseBuildings(city);
  furnishSquare(city);
  plantGardens(city);
  lightCanals(city);
  city.gate(2, 18, 'skygate', 'haven', 'gate');
  city.spawn('center', 32, 26.5);
  city.spawn('center-west', 26, 24);
  city.spawn('center-east', 38, 24);
  city.spawn('garden', 32, 38);
  city.spawn('gate', 9.5, 24.5);
  openFarGates(city);
  return city.finish();
}

/** The ways out of the city. Who comes back arrives at the spawn that is called after the place. */
function openFarGates(city: City): void {
  city.gate(30, 0, 'storm-mountains', 'storm-mountains', 'meridian');
  city.spawn('storm-mountains', 32.5, 7.5);
  city.gate(59, 20, 'cinder-fields', 'cinder-fields', 'meridian');
  city.spawn('cinder-fields', 56.5, 24.5);
  city.gate(3, 39, 'proving-pit', 'proving-pit', 'meridian');
  city.spawn('proving-pit', 5.5, 46.2);
  city.spawn('station', 48, 42.5);
}

function layGround(city: City): void {
  city.ground('street', 0, 23, 64, 3);
  city.ground('street', 31, 0, 3, 16);
  city.ground('plaza', 22, 16, 20, 15);
  city.ground('grass', 18, 36, 28, 12);
  city.ground('grass', 50, 30, 14, 18);
  city.ground('grass', 0, 36, 13, 12);
  city.ground('path', 30, 36, 5, 12);
  city.ground('path', 18, 41, 28, 2);
  city.disc('path', 32.5, 42, 4.6, 4.6);
  city.ground('path', 56, 30, 2, 18);
  city.ground('water', 14, 0, 4, 48);
  city.ground('water', 46, 0, 4, 48);
  city.ground('water', 18, 32, 28, 3);
  for (const y of [10, 23, 41]) {
    city.ground('bridge', 14, y, 4, 3);
    city.ground('bridge', 46, y, 4, 3);
  }
  city.ground('planks', 30, 32, 5, 3);
  city.ground('planks', 24, 32, 2, 3);
  city.ground('planks', 39, 32, 2, 3);
  city.rings(32, 23);
  city.lane('x', 0, 24, 14);
  city.lane('x', 50, 24, 14);
  city.lane('y', 32, 0, 16);
  city.crossing('y', 31, 11, 3, 1);
  city.crossing('x', 19, 23, 1, 3);
  city.crossing('x', 44, 23, 1, 3);
}

function raiseBuildings(city: City): void {
  city.building(1, 1, { width: 6, roofRows: 4, floors: 3, style: 'clay', doors: [2] });
  city.building(8, 0, { width: 5, roofRows: 4, floors: 4, style: 'rose', doors: [1, 3] });
  city.building(1, 11, { width: 5, roofRows: 3, floors: 2, style: 'teal', doors: [2] });
  city.building(19, 0, { width: 5, roofRows: 5, floors: 3, style: 'clay', doors: [1] });
  city.building(25, 1, { width: 5, roofRows: 4, floors: 3, style: 'indigo', doors: [2] });
  city.building(35, 1, { width: 5, roofRows: 4, floors: 3, style: 'rose', doors: [2] });
  city.building(41, 0, { width: 4, roofRows: 5, floors: 3, style: 'clay', doors: [1, 2] });
  city.building(51, 0, { width: 6, roofRows: 4, floors: 4, style: 'teal', doors: [2, 4] });
  city.building(58, 2, { width: 5, roofRows: 4, floors: 3, style: 'clay', doors: [2] });
  city.building(51, 14, { width: 6, roofRows: 3, floors: 3, style: 'rose', doors: [1, 4] });
  city.building(58, 13, { width: 6, roofRows: 4, floors: 3, style: 'indigo', doors: [3] });
  city.building(1, 27, { width: 6, roofRows: 3, floors: 3, style: 'indigo', doors: [3] });
  city.building(8, 27, { width: 5, roofRows: 3, floors: 3, style: 'clay', doors: [2] });
  for (const [x, y] of [
    [3, 5],
    [11, 5],
    [27, 5],
    [42, 5],
    [55, 5],
    [53, 17],
  ] as const)
    city.prop('neonRose', x, y);
  for (const [x, y] of [
    [21, 5],
    [38, 5],
    [61, 6],
    [62, 18],
    [4, 31],
  ] as const)
    city.prop('neonCyan', x, y);
  for (const x of [7, 24, 30, 34, 40, 57]) city.prop('lamp', x, 9);
  for (const x of [8, 12, 20, 43, 52, 57]) city.prop('lamp', x, 21);
  city.prop('planter', 20, 12);
  city.prop('planter', 26, 12);
  city.prop('planter', 36, 12);
  city.prop('planter', 42, 12);
}

function furnishSquare(city: City): void {
  city.prop('fountain', 31, 21);
  city.prop('stallRose', 23, 17);
  city.prop('stallAmber', 27, 17);
  city.prop('stallCyan', 35, 17);
  city.prop('stallRose', 39, 17);
  city.prop('stallAmber', 23, 27);
  city.prop('stallCyan', 38, 27);
  city.prop('crates', 26, 28);
  city.prop('barrels', 41, 29);
  for (const [x, y] of [
    [22, 20],
    [41, 20],
    [29, 29],
    [35, 29],
  ] as const)
    city.prop('lamp', x, y);
  for (const [x, y] of [
    [28, 14],
    [36, 14],
  ] as const)
    city.prop('banner', x, y);
  city.festoons(18, 13, 2);
  city.festoons(34, 13, 2);
  city.festoons(20, 29, 1);
  city.festoons(38, 29, 1);
  city.prop('kiosk', 35, 14);
  city.prop('bench', 19, 27);
  city.prop('bench', 43, 27);
}

function plantGardens(city: City): void {
  for (const [x, y] of [
    [20, 17],
    [43, 17],
    [19, 9],
    [43, 9],
    [9, 9],
    [52, 10],
    [60, 9],
  ] as const)
    city.tree('blossom', x, y);
  for (const [x, y] of [
    [8, 14],
    [11, 14],
    [8, 17],
    [51, 27],
    [60, 27],
    [55, 27],
  ] as const)
    city.tree('leaf', x, y);
  for (const [x, y] of [
    [50, 10],
    [56, 11],
    [7, 12],
    [57, 28],
  ] as const)
    city.prop('planter', x, y);
  for (const [x, y] of [
    [10, 20],
    [20, 20],
    [43, 20],
  ] as const)
    city.bush(x, y);
  for (const [x, y] of [
    [18, 35],
    [21, 37],
    [25, 35],
    [27, 38],
    [36, 35],
    [40, 37],
    [43, 35],
    [19, 43],
    [23, 44],
    [27, 44],
    [36, 44],
    [40, 43],
    [43, 44],
  ] as const) {
    city.tree((x * y) % 4 === 0 ? 'leaf' : 'blossom', x, y);
  }
  for (const [x, y] of [
    [50, 30],
    [53, 34],
    [61, 30],
    [59, 35],
    [50, 39],
    [61, 40],
    [53, 43],
    [59, 44],
  ] as const) {
    city.tree(x % 2 === 0 ? 'leaf' : 'blossom', x, y);
  }
  for (const [x, y] of [
    [0, 35],
    [9, 36],
    [1, 44],
    [10, 43],
  ] as const)
    city.tree('pine', x, y);
  for (const [x, y] of [
    [24, 39],
    [38, 40],
    [21, 41],
    [45, 40],
    [55, 38],
    [58, 33],
    [12, 40],
  ] as const)
    city.bush(x, y);
  for (const [x, y] of [
    [22, 38],
    [37, 38],
    [19, 40],
    [42, 45],
    [25, 46],
    [51, 37],
    [60, 33],
    [51, 45],
    [8, 44],
  ] as const)
    city.prop('flowers', x, y);
  city.prop('fountain', 31, 40);
  city.prop('bench', 26, 43);
  city.prop('bench', 37, 43);
  city.prop('bench', 54, 32);
  for (const [x, y] of [
    [29, 37],
    [35, 37],
    [24, 40],
    [40, 40],
    [55, 36],
    [58, 40],
    [9, 40],
  ] as const)
    city.prop('lamp', x, y);
}

function lightCanals(city: City): void {
  for (const y of [4, 17, 28, 37]) {
    city.prop('bollard', 13, y);
    city.prop('bollard', 18, y);
    city.prop('bollard', 45, y);
  }
  city.prop('boat', 15, 5);
  city.prop('boat', 16, 18);
  city.prop('boat', 47, 15);
  city.prop('boat', 46, 34);
  city.prop('boat', 15, 30);
}
