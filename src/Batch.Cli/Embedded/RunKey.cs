using System.Security.Cryptography;
using System.Text;

namespace Batch.Cli.Embedded;

/// <summary>
/// The API key of one run: a machine has other users, and they are not to reach this user's files through the API of a
/// transcription.
/// </summary>
internal sealed class RunKey
{
    public string Value { get; } = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));

    /// <summary>What the coordinator compares with.</summary>
    public string Sha256 => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Value)));
}
