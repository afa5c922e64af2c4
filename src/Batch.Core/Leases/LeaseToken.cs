using System.Security.Cryptography;
using System.Text;
using Batch.Core.Ids;

namespace Batch.Core.Leases;

/// <summary>The secret of a lease: 128 unguessable bits that only the worker keeps; the database keeps their hash.</summary>
public static class LeaseToken
{
    /// <summary>
    /// 32 lower-case hex digits, derived from a secret key and the claim, so that a repeated claim gets the same token again
    /// although only its hash is stored.
    /// </summary>
    public static string Derive(ReadOnlySpan<byte> key, AttemptId attempt, Guid claimId) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"lease/{attempt}/{claimId:N}")).AsSpan(0, 16));

    public static string Hash(string token) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    /// <summary>Compares in constant time.</summary>
    public static bool Matches(string token, string hash) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(Hash(token)), Encoding.UTF8.GetBytes(hash));
}
