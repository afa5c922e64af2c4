using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Batch.Contracts;

namespace Batch.Jobs.Transcription.Settings;

/// <summary>Names what decides a transcript, so that it is not made again.</summary>
internal static class Fingerprint
{
    /// <summary>Raised when the same options begin to give another transcript.</summary>
    private const string KindVersion = "transcription/2";

    /// <returns>SHA-256 in lower-case hex.</returns>
    public static string Of(TranscriptionSettings settings)
    {
        // English declared and English because the model knows nothing else give the same words.
        var deciding = settings with { Language = settings.EngineLanguage };
        var text = $"{KindVersion}\n{JsonSerializer.Serialize(deciding, WireJson.Options)}";
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }
}
