using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Batch.Core.Ids;

namespace Batch.Coordinator.Objects;

/// <summary>
/// Makes and checks links that allow one method on one object until they expire: HMAC-SHA256 over method, object and
/// expiry. Whoever has the link needs nothing else.
/// </summary>
public sealed class SignedUrls(SigningKey key, CoordinatorAddress address, TimeProvider time) : IObjectLinks
{
    internal const string ExpiryParameter = "expires";
    internal const string SignatureParameter = "signature";

    /// <summary>A link to read an object, whole or by range.</summary>
    public Uri Read(string objectName, TimeSpan lifetime) => Link(UrlGrant.Read, $"objects/{ObjectName.Require(objectName)}", lifetime);

    /// <summary>A link to create an object, once.</summary>
    public Uri Create(string objectName, TimeSpan lifetime) => Link(UrlGrant.Create, $"objects/{ObjectName.Require(objectName)}", lifetime);

    public ValueTask<Uri> ReadAsync(string objectName, TimeSpan lifetime, CancellationToken cancellationToken) =>
        ValueTask.FromResult(Read(objectName, lifetime));

    public ValueTask<Uri> CreateAsync(string objectName, TimeSpan lifetime, CancellationToken cancellationToken) =>
        ValueTask.FromResult(Create(objectName, lifetime));

    /// <summary>A link to read the input of an item.</summary>
    public Uri Source(ItemId item, TimeSpan lifetime) => Link(UrlGrant.Read, $"sources/{item}", lifetime);

    /// <summary>Judges a link that came back.</summary>
    /// <param name="grant">What it is used for.</param>
    /// <param name="path">Path without the leading slash.</param>
    /// <param name="expiry">Value of its expiry parameter.</param>
    /// <param name="signature">Value of its signature parameter.</param>
    internal UrlVerdict Check(UrlGrant grant, string path, string? expiry, string? signature)
    {
        if (signature is null || !long.TryParse(expiry, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
        {
            return UrlVerdict.BadSignature;
        }

        var right = Encoding.ASCII.GetBytes(Sign(grant, path, seconds));
        if (!CryptographicOperations.FixedTimeEquals(right, Encoding.UTF8.GetBytes(signature)))
        {
            return UrlVerdict.BadSignature;
        }

        return time.GetUtcNow().ToUnixTimeSeconds() > seconds ? UrlVerdict.Expired : UrlVerdict.Valid;
    }

    private Uri Link(UrlGrant grant, string path, TimeSpan lifetime)
    {
        var expiry = (time.GetUtcNow() + lifetime).ToUnixTimeSeconds();
        return new Uri(
            address.Value,
            string.Create(CultureInfo.InvariantCulture, $"/{path}?{ExpiryParameter}={expiry}&{SignatureParameter}={Sign(grant, path, expiry)}"));
    }

    private string Sign(UrlGrant grant, string path, long expiry)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"url\n{grant}\n{path}\n{expiry}");
        return Base64Url.EncodeToString(HMACSHA256.HashData(key.Value, Encoding.UTF8.GetBytes(text)));
    }
}
