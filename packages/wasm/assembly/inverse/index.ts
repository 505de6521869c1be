// Inverse of a symmetric positive definite matrix, tile by tile.
export { allocate } from '../memory';
export { factorTile, invertTile, multiplyTile, newBuffers, setMatrix } from './inverse';
