using System.Security.Cryptography;

namespace Batch.Coordinator.Home;

/// <summary>
/// What tells this home from every other, whatever their machines are called: made once, at random, and kept in the home.
/// </summary>
public static class HomeIdentity
{
    private const int Length = 8;

    /// <summary>Reads it; makes it where there is none. Its caller has the home's lock, or has just seen that nobody has.</summary>
    public static string Of(string home)
    {
        Directory.CreateDirectory(home);
        var file = Path.Combine(home, "identity");
        if (File.Exists(file) && File.ReadAllText(file).Trim() is { Length: Length } known)
        {
            return known;
        }

        var made = RandomNumberGenerator.GetHexString(Length, lowercase: true);
        File.WriteAllText(file, made);
        return made;
    }
}
