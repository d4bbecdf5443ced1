using System.Globalization;

namespace PortfolioGraph.Gateway.Settings;

/// <summary>Reads settings of a section from their text. What is not set, or empty, has its default.</summary>
internal static class SettingReader
{
    /// <exception cref="StartupException">It is neither true nor false.</exception>
    public static bool ReadFlag(IConfiguration section, string key, bool otherwise = false)
    {
        var text = section[key];
        if (string.IsNullOrWhiteSpace(text)) return otherwise;
        return bool.TryParse(text, out var flag) ? flag : throw Wrong(section, key, text, "true or false");
    }

    /// <exception cref="StartupException">It is no whole number, or out of its range.</exception>
    public static int ReadNumber(IConfiguration section, string key, int otherwise, int lowest = 0, int highest = int.MaxValue)
    {
        var text = section[key];
        if (string.IsNullOrWhiteSpace(text)) return otherwise;
        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) throw Wrong(section, key, text, "a whole number");
        if (number < lowest) throw new StartupException([$"{PathOf(section, key)} must be at least {lowest}"]);
        return number <= highest ? number : throw new StartupException([$"{PathOf(section, key)} must be at most {highest}"]);
    }

    /// <param name="expected">What it must be, for people.</param>
    public static StartupException Wrong(IConfiguration section, string key, string value, string expected) =>
        new([$"{PathOf(section, key)} is \"{value}\"; it must be {expected}"]);

    private static string PathOf(IConfiguration section, string key) => $"{(section as IConfigurationSection)?.Path}:{key}";
}
