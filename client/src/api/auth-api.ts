import { request } from './request.ts';

export interface Tokens {
  accessToken: string;
  accessExpiresInSec: number;
  refreshToken: string;
}

export interface Login extends Tokens {
  account: { id: string; name: string };
}

/** The auth routes, as far as the client uses them. */
export const authApi = {
  async register(name: string, password: string): Promise<void> {
    await request('POST', '/auth/register', { body: { name, password } });
  },
  login(name: string, password: string, device: string): Promise<Login> {
    return request('POST', '/auth/login', { body: { name, password, device } });
  },
  refresh(refreshToken: string): Promise<Tokens> {
    return request('POST', '/auth/refresh', { body: { refreshToken } });
  },
  async logout(accessToken: string): Promise<void> {
    await request('POST', '/auth/logout', { accessToken });
  },
};

export type AuthApi = typeof authApi;
