using System.Security.Cryptography;
using Batch.Coordinator.Files;

namespace Batch.Coordinator.Objects;

/// <summary>The secret under which this installation signs URLs and derives lease tokens.</summary>
public sealed class SigningKey
{
    private const int Bytes = 32;

    private readonly byte[] _value;

    private SigningKey(byte[] value) => _value = value;

    public ReadOnlySpan<byte> Value => _value;

    /// <summary>Reads the key that is shared with other coordinators.</summary>
    /// <exception cref="InvalidDataException">The file is not a key of ours.</exception>
    public static SigningKey Read(string path)
    {
        var value = File.ReadAllBytes(path);
        return value.Length == Bytes
            ? new SigningKey(value)
            : throw new InvalidDataException($"The signing key {path} has {value.Length} bytes, not {Bytes}; make one with: openssl rand -out {path} {Bytes}");
    }

    /// <summary>Reads <c>keys/signing.key</c> below the home, and makes it, readable by its owner only, on the first start.</summary>
    /// <exception cref="InvalidDataException">The file is not a key of ours.</exception>
    public static SigningKey Load(string home)
    {
        var folder = Path.Join(home, "keys");
        var path = Path.Join(folder, "signing.key");
        if (!File.Exists(path))
        {
            Directory.CreateDirectory(folder);
            Create(path);
        }

        return Read(path);
    }

    private static void Create(string path)
    {
        var temporary = $"{path}.{Guid.NewGuid():N}";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using (var file = new FileStream(temporary, options))
        {
            file.Write(RandomNumberGenerator.GetBytes(Bytes));
            file.Flush(flushToDisk: true);
        }

        try
        {
            // Another coordinator may have made one meanwhile: then that one counts.
            Posix.TryLink(temporary, path);
            Posix.SyncFolder(Path.GetDirectoryName(path)!);
        }
        finally
        {
            File.Delete(temporary);
        }
    }
}
