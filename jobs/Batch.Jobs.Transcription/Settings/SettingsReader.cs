using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Batch.Contracts.Engines;
using Batch.Contracts.Kinds;

namespace Batch.Jobs.Transcription.Settings;

/// <summary>Reads the options of a job, option by option, so that every error is reported and not only the first.</summary>
internal sealed partial class SettingsReader
{
    private const int MinChunkSeconds = 30;
    private const int MaxChunkSeconds = 1_800;
    private const int MaxPromptLength = 1_000;

    private static readonly string[] Options = ["model", "language", "preset", "chunkSeconds", "prompt", "words"];

    private readonly List<OptionError> _errors = [];
    private readonly JsonElement _options;

    private SettingsReader(JsonElement options) => _options = options;

    /// <returns>The settings, and all errors; the settings mean nothing where there are errors.</returns>
    public static (TranscriptionSettings Settings, IReadOnlyList<OptionError> Errors) Read(JsonElement options, string defaultModel)
    {
        var reader = new SettingsReader(options);
        var settings = reader.Read(defaultModel);
        return (settings, reader._errors);
    }

    private TranscriptionSettings Read(string defaultModel)
    {
        if (_options.ValueKind is not (JsonValueKind.Object or JsonValueKind.Undefined or JsonValueKind.Null))
        {
            Refuse("", "The options must be an object.");
            return new TranscriptionSettings { Model = defaultModel };
        }

        RefuseUnknown();
        var model = Text("model", 100) ?? defaultModel;
        if (!ModelName().IsMatch(model))
        {
            Refuse("model", "A model is named by letters, digits, dots, dashes and underscores, such as base or large-v3-turbo.");
        }

        var preset = Text("preset", 20) ?? "fast";
        if (preset != "fast")
        {
            Refuse("preset", $"'{preset}' is not a preset; fast is.");
        }

        return new TranscriptionSettings
        {
            Model = model,
            Language = Language(model),
            Preset = DecodingPreset.Fast,
            ChunkSeconds = Whole("chunkSeconds", MinChunkSeconds, MaxChunkSeconds) ?? 300,
            Prompt = Text("prompt", MaxPromptLength),
            Words = Truth("words") ?? false,
        };
    }

    private void RefuseUnknown()
    {
        if (_options.ValueKind == JsonValueKind.Object)
        {
            foreach (var option in _options.EnumerateObject().Where(option => !Options.Contains(option.Name, StringComparer.Ordinal)))
            {
                Refuse(option.Name, $"There is no such option; there are {string.Join(", ", Options)}.");
            }
        }
    }

    private string? Language(string model)
    {
        var language = Text("language", 20);
        if (language is null or Languages.Detect)
        {
            return null;
        }

        if (!Languages.IsKnown(language))
        {
            Refuse("language", $"'{language}' is not a language code; use one such as en, de or ja, or auto.");
        }
        else if (Languages.IsEnglishOnly(model) && language != Languages.English)
        {
            Refuse("language", $"The model {model} knows English only; choose a model without .en for '{language}'.");
        }

        return language;
    }

    private string? Text(string name, int maxLength)
    {
        if (Value(name) is not { } value)
        {
            return null;
        }

        if (value.ValueKind != JsonValueKind.String)
        {
            Refuse(name, "Must be a text.");
            return null;
        }

        var text = value.GetString()!.Trim();
        if (text.Length == 0 || text.Length > maxLength)
        {
            Refuse(name, string.Create(CultureInfo.InvariantCulture, $"Must have 1 to {maxLength} characters."));
            return null;
        }

        return text;
    }

    private int? Whole(string name, int min, int max)
    {
        if (Value(name) is not { } value)
        {
            return null;
        }

        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) && number >= min && number <= max)
        {
            return number;
        }

        Refuse(name, string.Create(CultureInfo.InvariantCulture, $"Must be a whole number from {min} to {max}."));
        return null;
    }

    private bool? Truth(string name)
    {
        switch (Value(name)?.ValueKind)
        {
            case null:
                return null;
            case JsonValueKind.True:
                return true;
            case JsonValueKind.False:
                return false;
            default:
                Refuse(name, "Must be true or false.");
                return null;
        }
    }

    private JsonElement? Value(string name) =>
        _options.ValueKind == JsonValueKind.Object && _options.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null
            ? value
            : null;

    private void Refuse(string option, string message) => _errors.Add(new OptionError(option, message));

    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9._-]*$")]
    private static partial Regex ModelName();
}
